"""What this app puts in the menus."""


def register_menus() -> None:
    """Called once, when the app is ready."""

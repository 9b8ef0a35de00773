"""People, their sign-in, the offices and who holds which role in them."""

from .access import Access
from .account import Account
from .demo_mail import DemoMail
from .invitation import Invitation
from .notice import Notice
from .office import Office
from .person import Person
from .role_assignment import RoleAssignment
from .session import Session
from .trust_list import TrustList

__all__ = [
    "Access",
    "Account",
    "DemoMail",
    "Invitation",
    "Notice",
    "Office",
    "Person",
    "RoleAssignment",
    "Session",
    "TrustList",
]

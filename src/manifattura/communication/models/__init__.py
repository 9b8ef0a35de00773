"""The pages that editors write, what the search looks through, and what the public tells the office about the site."""

from .alerts import AlertDigest, AlertSubscriber
from .appointment import Appointment, AppointmentService, AppointmentSlot
from .attendance import SessionRegister, SignUp
from .enquiry import Enquiry
from .event_page import EventIndexPage, EventPage, EventSession
from .feedback import Feedback
from .home_page import HomePage
from .news_page import NewsIndexPage, NewsPage
from .place_page import PlaceIndexPage, PlacePage
from .public_page import PublicPage
from .search_entry import SearchEntry
from .section_page import (
    AreaPage,
    AssistancePage,
    FaqPage,
    LegalPage,
    ProgrammePage,
    SectionPage,
    TextPage,
)
from .service_page import ServiceIndexPage, ServicePage
from .story_page import StoryIndexPage, StoryPage
from .topic_page import TopicIndexPage, TopicPage

__all__ = [
    "AlertDigest",
    "AlertSubscriber",
    "Appointment",
    "AppointmentService",
    "AppointmentSlot",
    "AreaPage",
    "AssistancePage",
    "Enquiry",
    "EventIndexPage",
    "EventPage",
    "EventSession",
    "FaqPage",
    "Feedback",
    "HomePage",
    "LegalPage",
    "NewsIndexPage",
    "NewsPage",
    "PlaceIndexPage",
    "PlacePage",
    "ProgrammePage",
    "PublicPage",
    "SearchEntry",
    "SectionPage",
    "ServiceIndexPage",
    "ServicePage",
    "SessionRegister",
    "SignUp",
    "StoryIndexPage",
    "StoryPage",
    "TextPage",
    "TopicIndexPage",
    "TopicPage",
]

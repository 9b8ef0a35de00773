"""Pages of the calls: public ones and the office's."""

from . import urls_office, urls_public, urls_terms

app_name = "calls"
urlpatterns = [*urls_public.urlpatterns, *urls_office.urlpatterns, *urls_terms.urlpatterns]

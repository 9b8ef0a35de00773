"""Topics of the national model for municipal sites: the codes that pages carry, never other words."""

from enum import StrEnum


class Topic(StrEnum):
    """Those of the model's list that concern making things in a city; each has its page under /argomenti/."""

    FIRMS = "imprese"
    WORK = "lavoro"
    VOCATIONAL_TRAINING = "formazione-professionale"
    SCHOOL = "istruzione"
    URBAN_DEVELOPMENT = "urbanizzazione"
    INCLUSION = "integrazione-sociale"
    DEVELOPMENT_PLAN = "piano-di-sviluppo"
    ACCESS_TO_INFORMATION = "accesso-all-informazione"
    TRANSPARENCY = "trasparenza-amministrativa"
    COMMUNICATION = "comunicazione-istituzionale"

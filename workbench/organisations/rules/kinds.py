"""What kinds of organisation there are, how they are founded, and what their practices do."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation does here."""

    COLLABORATION = "collaboration"
    SUPPORT = "support"
    REGION = "region"
    FUNDER = "funder"


class FunderKind(StrEnum):
    """What a funder is."""

    INSURER = "insurer"
    MUNICIPALITY = "municipality"
    OTHER = "other"


class LegalForm(StrEnum):
    """How a collaboration is founded."""

    FOUNDATION = "foundation"
    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    COMPANY = "company"
    PARTNERSHIP = "partnership"
    NONE = "none"


class Discipline(StrEnum):
    """What a practice or partner does."""

    GENERAL_PRACTICE = "general_practice"
    PHARMACY = "pharmacy"
    PHYSIOTHERAPY = "physiotherapy"
    DISTRICT_NURSING = "district_nursing"
    MENTAL_HEALTH = "mental_health"
    DIETETICS = "dietetics"
    SPEECH_THERAPY = "speech_therapy"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    REMEDIAL_THERAPY = "remedial_therapy"
    MIDWIFERY = "midwifery"
    DENTISTRY = "dentistry"
    PODIATRY = "podiatry"
    WELFARE = "welfare"
    MUNICIPALITY = "municipality"
    RESIDENTS = "residents"
    OTHER = "other"

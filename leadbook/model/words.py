"""The words people read in cells; the value of a member is the word, so that code compares what stands there."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What the gate says of one inquiry."""

    QUALIFIED = "Qualified"
    NEEDS_INFO = "Needs info"
    NOT_A_LEAD = "Not a lead"
    SUPPRESSED = "Suppressed"
    DUPLICATE = "Duplicate"


class Outcome(StrEnum):
    """The rep's word on one lead, and nothing else."""

    ACCEPTED = "Accepted"
    NO_ANSWER_1 = "No answer 1"
    NO_ANSWER_2 = "No answer 2"
    NO_ANSWER_3 = "No answer 3"
    NO_ANSWER_4 = "No answer 4"
    CALL_AGAIN = "Call again"
    MEETING_SET = "Meeting set"
    NOT_YET = "Not yet"
    SOLD = "Sold"
    LOST = "Lost"
    RETURNED = "Returned"


class LeadStatus(StrEnum):
    """Where a lead stands; follows from rep and outcome."""

    WAITING = "Waiting"
    NEW = "New"
    OPEN = "Open"
    NOT_YET = "Not yet"
    CLOSED = "Closed"


class GatheredHow(StrEnum):
    """How the names of a list were gathered; decides what a row of it can prove."""

    RAISED_HAND_FORM = "raised-hand form"
    EVENT = "event"
    HOSPITALITY = "hospitality"
    PRIZE = "prize"
    DOWNLOAD = "download"
    PURCHASED = "purchased"
    OWN = "own"


class Operator(StrEnum):
    """The closed list of tests a rule may use; nothing typed by a user is run as code."""

    IS_BLANK = "is blank"
    IS_FILLED = "is filled"
    IS = "is"
    IS_NOT = "is not"
    CONTAINS = "contains"
    CONTAINS_WORD = "contains word of"
    IN_LIST = "is in list"
    DOMAIN_IN_LIST = "domain in list"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    OLDER_THAN_DAYS = "older than days"


class EventKind(StrEnum):
    """What can happen to a lead: the ledger that fairness, follow-up, reports and `why` stand on."""

    IMPORTED = "Imported"
    VERDICT = "Verdict changed"
    GIVEN = "Given"
    RECALLED = "Recalled"
    RETURNED = "Returned"
    TOUCHED = "Touched"
    OUTCOME = "Outcome"
    MERGED = "Merged"
    SPLIT = "Split"
    KEPT = "Kept as is"
    SUPPRESSED = "Suppressed"


class Severity(StrEnum):
    """How much a finding matters to the person who reads it."""

    NOTE = "note"
    ASK = "ask"
    PROBLEM = "problem"

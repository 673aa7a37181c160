"""What is asked when an answer is missing: one question a field, in the words a coordinator would use."""

from __future__ import annotations

QUESTIONS: dict[str, str] = {
    "raised_hand": "Would they like a call, and about what?",
    "phone": "Phone: which number reaches them?",
    "email": "E-mail: which address reaches them?",
    "need": "Need: what should get better?",
    "timeframe": "When do they plan to buy?",
    "application": "What would they use it for?",
    "decision_role": "Who decides?",
    "budget": "Is money set aside?",
    "company": "Which company are they with?",
    "job_title": "What is their title?",
}
"""Field → the question, in the order of what keeps a lead back most."""

MUSTS = ("raised_hand", "phone", "email", "need")
"""What a lead cannot be without, the most important first."""

PHONE_COUNTRY = "Phone: in which country is this number?"
DECIDES_AND_MONEY = "Who decides, and is money set aside?"

PROBLEMS: dict[tuple[str, str], str] = {
    ("phone", "blank"): "there is no phone number",
    ("phone", "placeholder"): "the phone number is made up",
    ("phone", "not_valid"): "the phone number does not check",
    ("phone", "no_country"): "the country of the phone number is not known",
    ("phone", "digits_lost"): "a spreadsheet has lost digits of the phone number",
    ("phone", "not_a_number"): "what stands as phone is no number",
    ("email", "blank"): "there is no e-mail address",
    ("email", "placeholder"): "the e-mail address is made up",
    ("email", "not_an_address"): "the e-mail address does not check",
    ("email", "domain_typo"): "the mail domain looks mistyped",
    ("need", "blank"): "no need is named",
}
"""Field and problem → the middle of a sentence."""

def question(field: str, problem: str = "") -> str:
    """What to ask about a field.

    >>> question("phone"), question("industry")
    ('Phone: which number reaches them?', 'Please add this: industry.')
    """
    if (field, problem) == ("phone", "no_country"):
        return PHONE_COUNTRY
    return QUESTIONS.get(field) or f"Please add this: {field.replace('_', ' ')}."


def wrong(field: str, problem: str) -> str:
    """What is wrong with a field, as a sentence.

    >>> wrong("phone", "blank")
    'There is no phone number.'
    """
    middle = PROBLEMS.get((field, problem), "this does not check")
    return f"{middle[0].upper()}{middle[1:]}."

"""Lists of no known kind stay without a kind: taking one for another tool's would read its people wrongly."""

from __future__ import annotations

import pytest

from leadbook.intake.presets.match import recognise

_FOREIGN = {
    "a form": "Name|Email|Phone|Company|Message|Created at",
    "names with a profile": "First Name|Last Name|Title|Company|LinkedIn URL|City",
    "a contact sheet": "First Name|Last Name|Company|Position|Email Address|City",
    "a sheet with tags and a status": "First Name|Last Name|Email|Phone|Status|Tags",
    "a sheet by hand": "First|Last|Company|Address1|City|ST|Zip|Phone",
    "a CRM nobody knows": "Name|Company|Email|Status|Owner|Source|Notes|Created",
    "numbers": "Name|Business Phone|Home Phone|Mobile Phone|E-mail Address",
    "fields of a program": "FirstName|LastName|PostalCode|CreatedDate|MobilePhone|Status",
    "subscribers": "First Name|Email|Created At",
    "a sheet of a booth": "Name|Company|Email|Rating|Follow Up|Notes",
    "customers": "Customer ID|First Name|Last Name|Email|Phone|Note|Country Code",
    "a German sheet": "Vorname|Nachname|Firma|Straße|PLZ|Ort|Telefon|E-Mail",
    "an address list": "First Name|Last Name|SMS|Contact ID|Email",
    "a survey": "Name|Email|IP Address|Start Date|Comments",
}


@pytest.mark.parametrize("name", sorted(_FOREIGN))
def test_a_list_of_no_known_kind_is_taken_for_none(name: str) -> None:
    names = _FOREIGN[name].split("|")
    rows = [[f"Ann {at}" for at in range(len(names))], ["https://www.linkedin.com/in/example-b"] * len(names)]
    found = recognise(names, rows, "csv")
    assert found is None, found.key if found else ""


def test_an_audience_with_empty_columns_about_leaving_is_no_suppression_list() -> None:
    names = ["Email Address", "First Name", "MEMBER_RATING", "OPTIN_TIME", "LEID", "EUID"]
    names += ["UNSUB_TIME", "UNSUB_CAMPAIGN_ID", "UNSUB_REASON"]
    row = ["ann@clinic.example", "Ann", "2", "2026-10-01 10:00:00", "1", "a", "", "", ""]
    gone = [*row[:-3], "2026-11-01 10:00:00", "c1", "NORMAL"]
    found = [recognise(names, rows, "csv") for rows in ([row, row], [gone, gone], [row, gone])]
    assert [preset.key if preset else "" for preset in found] == [
        "mailchimp-subscribed", "mailchimp-unsubscribed", "mailchimp-subscribed",
    ]  # fmt: skip

"""What a sheet sends out of a person's words, and who may be named in it."""

from app.domain.clients import DocumentItem
from app.domain.meetings import Meeting, Participant
from app.domain.partners import Partner, PartnerContact
from app.domain.periods import Intake
from app.domain.plans import PlanActivity
from app.domain.register import Register
from app.domain.staff import Centre, Counsellor
from app.services.printing import AT_DESK, plan_sheet
from app.services.quiet.outgoing import may_be_named, texts_of
from app.services.told import told_sheet
from tests.builders import TODAY, a_case, a_plan


def test_every_word_written_on_the_plans_paper_goes_through_the_check():
    plan, row = a_plan("Ringe", why="Ro", support="Mor", reason="Lei")
    row = PlanActivity(**{**vars(row), "detail": "Om jobb", "who": "Ola", "due_words": "i høst"})
    paper = DocumentItem(name="Attest", issuer="Skolen")
    sheet = plan_sheet(a_case(plan, row, paper), plan, Centre(), Counsellor(), TODAY)

    texts = {(each.key.entity_id, each.key.name): each.text for each in texts_of(sheet)}

    assert texts[plan.id, "why"] == "Ro"
    assert texts[plan.id, "support"] == "Mor"
    assert (plan.id, "reason") not in texts
    assert texts[row.id, "what"] == "Ringe"
    assert texts[row.id, "due"] == "i høst"
    assert (texts[row.id, "detail"], texts[row.id, "who"]) == ("Om jobb", "Ola")
    assert (texts[paper.id, "name"], texts[paper.id, "issuer"]) == ("Attest", "Skolen")


def test_what_is_about_nobody_sends_nobodys_words():
    told = told_sheet(Intake(), "nb", Centre(), Counsellor(), practice=False)

    assert texts_of(told) == ()
    own = [each.name for each in AT_DESK if each.texts is not texts_of]
    assert own == ["agreed"], "its lines stand in a note, which no sheet may hold"


def test_who_takes_part_who_helps_and_whom_the_centre_works_with_may_be_named():
    meeting = Meeting()
    plan, row = a_plan("Ringe", support="Mor\nAnders Hov, OT")
    row = PlanActivity(**{**vars(row), "who": "Tone Brekke"})
    case = a_case(
        plan,
        row,
        meeting,
        Participant(meeting_id=meeting.id, name="Mads"),
        Intake(nav_contact="Bjørg"),
    )
    kari, partner, there = (
        Counsellor(name="Kari"),
        Partner(name="Elmo AS"),
        PartnerContact(name="Per"),
    )
    register = Register(kari, {each.id: each for each in (kari, partner, there)})

    named = set(may_be_named(case, register))

    assert named >= {"Mor", "Anders Hov, OT", "Tone Brekke", "Mads", "Kari", "Elmo AS", "Per"}
    assert case.client.name in named or not case.client.name

"""The rules by which other systems hand out leads, written anew from their documentation and open source.

Each rule stands as the system has it, and in the fairest form we could think of for it: only to reps who may get the
lead and have room, the best leads first, by leads needed. A rule takes a `Month` and gives for each lead the position
of its rep, -1 when it waits.
"""

import math
from collections import deque


def arrivals(month):
    """Leads in the order in which they came in."""
    return list(range(len(month.leads)))


def best_first(month):
    """Leads by chance, the best first."""
    return sorted(arrivals(month), key=lambda at: (-month.leads[at].chance, at))


def able(month, lead, left):
    """Reps who may get a lead and have room."""
    return [at for at, seller in enumerate(month.sellers) if left[at] > 0 and seller.may_get(lead)]


def rooms(month):
    """Leads each rep can take."""
    return [seller.room for seller in month.sellers]


def round_robin(month):
    """Each rep in turn, whatever is asked for: EspoCRM, Frappe CRM, SuiteCRM and HubSpot by default."""
    return [at % len(month.sellers) for at in arrivals(month)]


def fair_round_robin(month):
    """The next rep in turn who may get the lead and has room; the best leads first."""
    chosen, left, turn = [-1] * len(month.leads), rooms(month), deque(range(len(month.sellers)))
    for at in best_first(month):
        fit = set(able(month, month.leads[at], left))
        rep = next((one for one in turn if one in fit), -1)
        if rep >= 0:
            chosen[at] = rep
            left[rep] -= 1
            turn.remove(rep)
            turn.append(rep)
    return chosen


def least_busy(month):
    """The rep with the fewest leads so far: EspoCRM's and SuiteCRM's “least busy”, Frappe's “load balancing”."""
    chosen, has = [-1] * len(month.leads), _given(month)
    for at in arrivals(month):
        chosen[at] = min(range(len(has)), key=lambda one: (has[one], one))
        has[chosen[at]] += 1
    return chosen


def fair_least_busy(month):
    """The rep with the fewest leads so far of those who may get the lead and have room; the best leads first."""
    chosen, has, left = [-1] * len(month.leads), _given(month), rooms(month)
    for at in best_first(month):
        fit = able(month, month.leads[at], left)
        if fit:
            chosen[at] = min(fit, key=lambda one: (has[one], one))
            has[chosen[at]] += 1
            left[chosen[at]] -= 1
    return chosen


def weighted_round_robin(month):
    """Turns in proportion to quota, whatever is asked for: weighted pools of LeanData and Chili Piper.

    Smooth form: who has waited longest in proportion to the weight is next, so that no rep gets a run of leads.
    """
    weights = [seller.quota for seller in month.sellers]
    credit, chosen = [0.0] * len(weights), [-1] * len(month.leads)
    for at in arrivals(month):
        chosen[at] = _turn(credit, weights, range(len(weights)))
    return chosen


def fair_weighted_round_robin(month):
    """A wheel for each product, turns in proportion to leads needed, among those who may get the lead and have room."""
    wheels = [[0.0] * len(month.sellers) for _ in range(month.products)]
    weights = [[_needed(seller, product) for seller in month.sellers] for product in range(month.products)]
    chosen, left = [-1] * len(month.leads), rooms(month)
    for at in best_first(month):
        lead = month.leads[at]
        fit = able(month, lead, left)
        if fit:
            chosen[at] = _turn(wheels[lead.product], weights[lead.product], fit)
            left[chosen[at]] -= 1
    return chosen


def _turn(credit, weights, fit):
    """Whose turn it is on a smooth wheel; the credits move on."""
    for one in fit:
        credit[one] += weights[one]
    rep = max(fit, key=lambda one: (credit[one], -one))
    credit[rep] -= sum(weights[one] for one in fit)
    return rep


def half_up(number):
    """Rounded as Odoo rounds a quota."""
    return math.floor(number + 0.5)


def odoo_click(month):
    """Odoo 18, one click on “Assign leads”: the day's quota is capacity / 30, rounded half up.

    Reps stand in a list, the greatest quota first; each lead, the most probable first, goes to the first one whose
    filter takes it; who got one goes to the end of the list, and leaves it when their quota is used up.
    """
    return _odoo(month, [half_up(seller.room / 30) for seller in month.sellers], [-1] * len(month.leads))


def odoo_month(month):
    """Odoo 18, a click on each of 30 days with all leads there on the first."""
    chosen = [-1] * len(month.leads)
    for _ in range(30):
        chosen = _odoo(month, [half_up(seller.room / 30) for seller in month.sellers], chosen)
    return chosen


def odoo_room(month):
    """Odoo 18's rule with the month's room as quota, so that one click hands out the month."""
    return _odoo(month, rooms(month), [-1] * len(month.leads))


def fair_odoo(month):
    """Odoo 18's rule with the leads still needed as quota, and then a second click with the room that is left."""
    needed = [max(0, seller.needed - has) for seller, has in zip(month.sellers, _given(month), strict=True)]
    chosen = _odoo(month, [min(pair) for pair in zip(needed, rooms(month), strict=True)], [-1] * len(month.leads))
    left = rooms(month)
    for rep in chosen:
        if rep >= 0:
            left[rep] -= 1
    return _odoo(month, left, chosen)


def _odoo(month, quotas, before):
    """One click: leads that nobody has yet, by the list of reps with a quota."""
    chosen, left = list(before), list(quotas)
    turn = sorted((at for at, most in enumerate(left) if most > 0), key=lambda at: -left[at])
    for at in best_first(month):
        if chosen[at] >= 0:
            continue
        rep = next((one for one in turn if month.sellers[one].may_get(month.leads[at])), -1)
        if rep < 0:
            continue
        chosen[at] = rep
        turn.remove(rep)
        left[rep] -= 1
        if left[rep] > 0:
            turn.append(rep)
    return chosen


def shortfall(month):
    """cal.com's weighted round robin: to the rep furthest below their part of all leads so far; weights are quotas.

    Part = all leads so far x weight / all weights. Reps who may not get a lead, or have no room, count as away.
    """
    return _shortfall(month, arrivals(month), [seller.quota for seller in month.sellers], _given(month))


def shortfall_by_need(month):
    """The same with leads needed as weights and the best leads first."""
    return _shortfall(month, best_first(month), [seller.needed for seller in month.sellers], _given(month))


def _shortfall(month, order, weights, has):
    """Leads in an order to the greatest shortfall; of equals to the greater weight, then to the first."""
    chosen, left, total = [-1] * len(month.leads), rooms(month), sum(weights)
    for at in order:
        fit = able(month, month.leads[at], left)
        if fit:
            so_far = sum(has)
            rep = max(fit, key=lambda one: (so_far * weights[one] / total - has[one], weights[one], -one))
            chosen[at] = rep
            has[rep] += 1
            left[rep] -= 1
    return chosen


def fair_shortfall(month):
    """The rep furthest behind in leads given of leads needed on this product gets the next lead; the best first.

    This is Leadbook's slot cost taken greedily, lead by lead: the strongest rule that needs no solver.
    """
    chosen, left = [-1] * len(month.leads), rooms(month)
    has = [{product: len(line.given) for product, line in seller.lines.items()} for seller in month.sellers]
    for at in best_first(month):
        product = month.leads[at].product
        fit = able(month, month.leads[at], left)
        if fit:
            rep = min(fit, key=lambda one: ((has[one][product] + 0.5) / month.sellers[one].lines[product].needed, one))
            chosen[at] = rep
            has[rep][product] += 1
            left[rep] -= 1
    return chosen


def _given(month):
    """Leads each rep got before."""
    return [sum(len(line.given) for line in seller.lines.values()) for seller in month.sellers]


def _needed(seller, product):
    """Leads needed on a product, 0 without a quota on it."""
    return seller.lines[product].needed if product in seller.lines else 0


RULES = {
    "round robin": round_robin,
    "round robin, fairest": fair_round_robin,
    "least busy": least_busy,
    "least busy, fairest": fair_least_busy,
    "weighted round robin": weighted_round_robin,
    "weighted round robin, fairest": fair_weighted_round_robin,
    "Odoo 18, one click": odoo_click,
    "Odoo 18, 30 clicks": odoo_month,
    "Odoo 18, room as quota": odoo_room,
    "Odoo 18, fairest": fair_odoo,
    "shortfall (cal.com)": shortfall,
    "shortfall by need": shortfall_by_need,
    "shortfall, fairest": fair_shortfall,
}
"""Name → rule, each system's own before its fairest form."""

"""Who and what an article names: the order in which people, organisations and places are found.

People and posts come first, because what stands in a post is neither an organisation nor a place;
organisations come before places for the same reason.
"""

from __future__ import annotations

from shilu.mentions.areas import find_areas
from shilu.mentions.lists import find_lists
from shilu.mentions.marking import covered, mark
from shilu.mentions.organizations import find_organizations
from shilu.mentions.people import make_people
from shilu.mentions.people_evidence import find_unposted
from shilu.mentions.people_lists import find_neighbours
from shilu.mentions.places import find_places
from shilu.mentions.posts import find_posts
from shilu.mentions.rosters import find_holdings
from shilu.mentions.trace import Trace
from shilu.model import Mention, Names, Setting
from shilu.structure import Structure


def find_names(structure: Structure, setting: Setting, trace: Trace | None = None) -> Names:
    """People, posts, organisations and places of an article; `trace` takes down why.

    >>> from shilu.structure import parse
    >>> names = find_names(parse("湖南省省长王五在长沙会见外交部客人。"), Setting())
    >>> [(p.name, p.posts) for p in names.people], [p.name for p in names.places]
    ([('王五', ('湖南省省长',))], ['长沙'])
    """
    marked, text = mark(structure.folded, trace), structure.text
    posts = find_posts(marked)
    holdings = [*find_holdings(marked, posts), *find_unposted(marked)]
    holdings += find_neighbours(marked, holdings)
    # Offices are posts wherever they stand, titles only beside a name.
    held = {post.span for h in holdings for post in h.posts}
    printed = [post.span for post in posts if post.kind == "office" or post.span in held]
    people = make_people(marked, text, holdings, posts, printed, setting.area)
    closed = printed + [m.span for person in people for m in person.mentions]
    lists = list(find_lists(marked))
    organizations = find_organizations(marked, text, closed, lists)
    closed += [m.span for found in organizations for m in found.mentions]
    places = find_places(marked, text, closed, lists)
    closed += [m.span for found in places for m in found.mentions]
    return Names(
        people=people,
        organizations=organizations,
        places=places,
        areas=find_areas(marked, text, covered(marked.folded, closed)),
        posts=tuple(
            Mention(text=text[span.start : span.end], span=span, rule="posts.head")
            for span in printed
        ),
    )

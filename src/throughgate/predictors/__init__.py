"""Published actuarial scores: OGRS3 and the static ARP, VRP and SVRP. No Django.

One person: `ogrs3.score(known)`, `two_year.score(known, "arp")`. Many: `many.ogrs3(people, offences)`,
`many.two_year(people, offences, "arp")`, the same numbers from arrays. CSRP and the sexual predictors are
entered from other systems and never computed. What is added up and how: docs/methods/predictors.md.
"""

"""Sectors of activity that a person chooses to be told of: sections and divisions of ATECO, and which calls fit them.

Italian names are those of the official list; English ones those of NACE, shortened. Households and bodies outside the
country are left out: no call is for them.
"""

from collections.abc import Collection, Mapping

SECTIONS = {
    "A": "Agriculture, forestry and fishing",
    "B": "Mining and quarrying",
    "C": "Manufacturing",
    "D": "Electricity, gas, steam and air conditioning",
    "E": "Water supply, sewerage, waste and remediation",
    "F": "Construction",
    "G": "Wholesale and retail trade",
    "H": "Transport and storage",
    "I": "Accommodation and food service",
    "J": "Publishing, broadcasting and content",
    "K": "Telecommunications, programming and information services",
    "L": "Finance and insurance",
    "M": "Real estate",
    "N": "Professional, scientific and technical activities",
    "O": "Administrative and support services",
    "P": "Public administration and defence",
    "Q": "Education",
    "R": "Human health and social work",
    "S": "Arts, sports and recreation",
    "T": "Other services",
}
DIVISIONS = {
    "01": "Crop and animal production, hunting",
    "02": "Forestry and logging",
    "03": "Fishing and aquaculture",
    "05": "Mining of coal and lignite",
    "06": "Extraction of crude petroleum and natural gas",
    "07": "Mining of metal ores",
    "08": "Other mining and quarrying",
    "09": "Mining support services",
    "10": "Manufacture of food products",
    "11": "Manufacture of beverages",
    "12": "Manufacture of tobacco products",
    "13": "Manufacture of textiles",
    "14": "Manufacture of wearing apparel",
    "15": "Manufacture of leather and related products",
    "16": "Manufacture of wood, cork, straw and plaiting materials, except furniture",
    "17": "Manufacture of paper and paper products",
    "18": "Printing and reproduction of recorded media",
    "19": "Manufacture of coke and refined petroleum products",
    "20": "Manufacture of chemicals",
    "21": "Manufacture of pharmaceuticals",
    "22": "Manufacture of rubber and plastic products",
    "23": "Manufacture of other non-metallic mineral products: glass, ceramics, stone",
    "24": "Manufacture of basic metals",
    "25": "Manufacture of metal products, except machinery",
    "26": "Manufacture of computers, electronics and optics",
    "27": "Manufacture of electrical equipment",
    "28": "Manufacture of machinery",
    "29": "Manufacture of motor vehicles and trailers",
    "30": "Manufacture of other transport equipment",
    "31": "Manufacture of furniture",
    "32": "Other manufacturing: jewellery, musical instruments, sports goods, toys, medical supplies",
    "33": "Repair, maintenance and installation of machinery",
    "35": "Electricity, gas, steam and air conditioning supply",
    "36": "Water collection, treatment and supply",
    "37": "Sewerage",
    "38": "Waste collection, recovery and disposal",
    "39": "Remediation and other waste management",
    "41": "Construction of buildings",
    "42": "Civil engineering",
    "43": "Specialised construction",
    "46": "Wholesale trade",
    "47": "Retail trade",
    "49": "Land transport and pipelines",
    "50": "Water transport",
    "51": "Air transport",
    "52": "Warehousing and support for transport",
    "53": "Post and couriers",
    "55": "Accommodation",
    "56": "Food and beverage service",
    "58": "Publishing",
    "59": "Film, video, television and sound recording",
    "60": "Programming, broadcasting and news agencies",
    "61": "Telecommunications",
    "62": "Computer programming and consultancy",
    "63": "Computing infrastructure and information services",
    "64": "Financial services",
    "65": "Insurance and pension funding",
    "66": "Activities auxiliary to finance and insurance",
    "68": "Real estate",
    "69": "Law and accounting",
    "70": "Head offices and management consultancy",
    "71": "Architecture, engineering, testing and analysis",
    "72": "Scientific research and development",
    "73": "Advertising, market research and public relations",
    "74": "Other professional, scientific and technical activities: design, photography, translation",
    "75": "Veterinary services",
    "77": "Rental and leasing",
    "78": "Employment services",
    "79": "Travel agencies and reservations",
    "80": "Investigation and security",
    "81": "Services to buildings and landscape",
    "82": "Office administration and business support",
    "84": "Public administration and defence; social security",
    "85": "Education",
    "86": "Human health",
    "87": "Residential care",
    "88": "Social work without accommodation",
    "90": "Arts creation and performing arts",
    "91": "Libraries, archives, museums and other culture",
    "92": "Gambling and betting",
    "93": "Sports, amusement and recreation",
    "94": "Membership organisations",
    "95": "Repair of computers, personal and household goods, vehicles",
    "96": "Personal services",
}


def fits_sectors(chosen: Collection[str], prefixes: Collection[str], sections: Mapping[str, str]) -> bool:
    """Whether a call that admits these ATECO prefixes ("C", "13", "74.1"; none: every activity) is for one of the sectors.

    `sections` maps a division to its letter. A call for a part of a chosen division is for it, too.
    """
    if not chosen or not prefixes:
        return True
    for prefix in prefixes:
        if prefix.isalpha():
            letter, division = prefix.upper(), ""
        else:
            division = prefix.replace(".", "")[:2]
            letter = sections.get(division, "")
        if division in chosen or letter in chosen:
            return True
        if not division and any(sections.get(one) == letter for one in chosen):
            return True
    return False

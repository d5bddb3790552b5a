"""What the archive has of someone, somebody, a measure, a field, a region: everything the pages of
`shilu serve` and the commands show beside searches and articles.
"""

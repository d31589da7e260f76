package padlock.ui.welcome;

/** A scenario of the catalogue, as the first page lists it. */
public record CatalogueEntry(String name, String title, String description) {}

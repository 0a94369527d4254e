namespace AudioIO.Tests.Field;

/// <summary>The parts of the tables of what the field leaves.</summary>
internal enum FieldSection
{
    Flac,
    Wave,
    StreamsPipesNames,
    Diagnostics,
    NamesAndTexts,
}

/// <summary>A row of the table: one kind of file, in the words of the table, and some of that kind.</summary>
internal sealed record FieldRow(FieldSection Section, string Name, params FieldCase[] Cases)
{
    /// <summary>Says that a way does not apply to any of the kind, and why.</summary>
    public FieldRow Without(FieldWay way, string reason)
    {
        foreach (FieldCase each in Cases) each.Without(way, reason);
        return this;
    }
}

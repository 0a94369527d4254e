namespace AudioIO.Tests.Field;

/// <summary>
/// All that was met in the field, a row for each kind. What is met next becomes a row here, and then holds in every way: by path, as a stream,
/// in a join, while it grows, in blocks of any size, with either policy.
/// </summary>
internal static class FieldRows
{
    /// <summary>Kinds that were known when the set was made: none of them goes away.</summary>
    public static IReadOnlyDictionary<FieldSection, int> Known { get; } = new Dictionary<FieldSection, int>
    {
        [FieldSection.Flac] = 17,
        [FieldSection.Wave] = 7,
        [FieldSection.StreamsPipesNames] = 5,
        [FieldSection.Diagnostics] = 1,
        [FieldSection.NamesAndTexts] = 21,
    };

    public static IReadOnlyList<FieldRow> All { get; } =
        [.. FlacRows.All, .. FlacDamageRows.All, .. WaveRows.All, .. StreamRows.All, .. NameRows.All, .. TextRows.All];

    public static FieldCase Find(string row, string variant) => All.Single(r => r.Name == row).Cases.Single(c => c.Variant == variant);

    /// <summary>Row and variant of all to which a way applies.</summary>
    public static TheoryData<string, string> By(FieldWay way)
    {
        var cases = new TheoryData<string, string>();
        foreach (FieldRow row in All)
            foreach (FieldCase each in row.Cases.Where(each => each.WhyNot(way) is null)) cases.Add(row.Name, each.Variant);
        return cases;
    }
}

using System.Globalization;

namespace AudioIO;

/// <summary>Metadata for samples that were halved: what a sample of 1 stands for has doubled.</summary>
internal static class DoubledGain
{
    /// <summary>
    /// A copy in which every number under a key <c>Gain</c> is doubled; decibels of amplitude grow by 20·log10(2). Other texts and the
    /// raw chunks are those of the file.
    /// </summary>
    public static Metadata Of(Metadata metadata) => new([.. metadata.Sections.Select(section => Copy(section, null))], metadata.Chunks);

    private static MetadataSection Copy(MetadataSection section, MetadataSection? parent)
    {
        var copy = new MetadataSection(section.Name, parent);
        foreach (MetadataEntry entry in section.Entries)
        {
            bool isGain = section.Matches(entry, "Gain", out _) || entry.Key.EndsWith("|Gain", StringComparison.OrdinalIgnoreCase);
            copy.Add(isGain && Quantity.TryParse(entry.Text, out Quantity gain) ? entry with { Text = Doubled(gain) } : entry);
        }
        foreach (MetadataSection child in section.Sections) Copy(child, copy);
        return copy;
    }

    private static string Doubled(Quantity gain)
    {
        bool isDecibel = gain.Unit.StartsWith("dB", StringComparison.OrdinalIgnoreCase);
        double value = isDecibel ? gain.Value + 20 * Math.Log10(2) : 2 * gain.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{value} {gain.Unit}").TrimEnd();
    }
}

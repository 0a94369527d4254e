using System.Globalization;
using System.Text;

namespace AudioIO;

/// <summary>
/// What a file says in words, for the INFO list and the GUANO chunk of an excerpt: every text under its key, dates with a time of day
/// moved.
/// </summary>
/// <remarks>
/// The comments of FLAC become INFO where INFO has a field for them (see <see cref="InfoId"/>), and fields of GUANO in the namespace
/// <c>Vorbis</c> where it has none, so that none is lost. GUANO's <c>Timestamp</c> is the clock at the first frame of the excerpt, also
/// where the file told its time in its name, a comment or another chunk, and <c>Length</c> the excerpt's own.
/// </remarks>
internal sealed class ExcerptTexts(Metadata metadata, ExcerptClock clock, long count)
{
    private const string TimestampKey = "Timestamp";
    private const string LengthKey = "Length";

    /// <summary>The LIST/INFO of the excerpt; null where there is nothing to say.</summary>
    public byte[]? Info()
    {
        IEnumerable<(string Id, string Text)> own =
            Entries("INFO").Where(entry => IsId(entry.Key)).Select(entry => (entry.Key, entry.Text));
        IEnumerable<(string Id, string Text)> comments =
            Comments().Where(entry => InfoId(entry.Key) is not null).Select(entry => (InfoId(entry.Key)!, entry.Text));
        (string Id, byte[] Text)[] fields =
            [.. own.Concat(comments).Distinct().Select(field => (field.Id, MetadataBytes.Terminated(clock.Moved(field.Text))))];
        return fields.Length == 0 ? null : MetadataBytes.List("INFO", fields);
    }

    /// <summary>The GUANO chunk of the excerpt; null where there is nothing to say.</summary>
    public byte[]? Guano()
    {
        var lines = new List<(string Key, string Text)>();
        if (metadata.Sections.FirstOrDefault(section => section.Name == "GUANO") is { } guano) Collect(guano, "", lines);
        foreach (MetadataEntry entry in Comments().Where(entry => InfoId(entry.Key) is null))
            lines.Add(($"Vorbis|{entry.Key}", clock.Moved(entry.Text)));
        if (lines.Count == 0 && clock.Timestamp is null) return null;
        if (clock.Timestamp is { } timestamp) Set(lines, TimestampKey, timestamp);
        Set(lines, LengthKey, (count / clock.Rate).ToString("0.######", CultureInfo.InvariantCulture));
        var text = new StringBuilder("GUANO|Version: 1.0\n");
        foreach ((string key, string value) in lines) text.Append(key).Append(": ").Append(value.ReplaceLineEndings("\\n")).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The field of INFO for a comment of FLAC; null where there is none.</summary>
    private static string? InfoId(string name) => name.ToUpperInvariant() switch
    {
        "TITLE" => "INAM",
        "ARTIST" => "IART",
        "ALBUM" => "IPRD",
        "COMMENT" or "DESCRIPTION" => "ICMT",
        "COPYRIGHT" => "ICOP",
        "DATE" => "ICRD",
        "DATETIMEORIGINAL" => "IDIT",
        "ENCODER" or "SOFTWARE" => "ISFT",
        "ENGINEER" => "IENG",
        "GENRE" => "IGNR",
        "LANGUAGE" => "ILNG",
        "TRACKNUMBER" => "ITRK",
        _ => null,
    };

    // A comment's name is ASCII but '=' (RFC 9639 §8.6): a colon or a bar would end a key of GUANO. The mask stands in fmt.
    private IEnumerable<MetadataEntry> Comments() => Entries("VORBIS").Where(entry =>
        entry.Key != "VendorString" && !entry.Key.Equals("WAVEFORMATEXTENSIBLE_CHANNEL_MASK", StringComparison.OrdinalIgnoreCase) &&
        entry.Key.AsSpan().IndexOfAny(":|\r\n") < 0);

    private IEnumerable<MetadataEntry> Entries(string section) =>
        metadata.Sections.Where(other => other.Name == section).SelectMany(other => other.Entries);

    private static void Collect(MetadataSection section, string prefix, List<(string Key, string Text)> lines)
    {
        foreach (MetadataEntry entry in section.Entries)
        {
            if (prefix.Length > 0 || entry.Key != "Version") lines.Add((prefix + entry.Key, entry.Text));
        }
        foreach (MetadataSection child in section.Sections) Collect(child, child.Name + "|", lines);
    }

    private static void Set(List<(string Key, string Text)> lines, string key, string text)
    {
        int index = lines.FindIndex(line => line.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) lines[index] = (lines[index].Key, text);
        else lines.Insert(0, (key, text));
    }

    private static bool IsId(string key) => key.Length == 4 && key.All(c => c is >= ' ' and <= '~');
}

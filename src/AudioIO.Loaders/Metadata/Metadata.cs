using System.Text;

namespace AudioIO;

/// <summary>
/// What a file says beside its samples: a tree of sections with keys and text, and the raw chunks it was read from.
/// A key is found without regard to case, by its dotted path (<c>BEXT.Description</c>), by the end of its path, or bare at any depth;
/// where several fit, a whole path comes first, then the order of the file. The bar of GUANO (<c>PET|Gain</c>) serves as a point.
/// </summary>
public sealed class Metadata
{
    private readonly (MetadataSection Section, MetadataEntry Entry)[] _entries;

    internal Metadata(IReadOnlyList<MetadataSection> sections, IReadOnlyList<MetadataChunk> chunks)
    {
        Sections = sections;
        Chunks = chunks;
        var entries = new List<(MetadataSection, MetadataEntry)>();
        foreach (MetadataSection section in sections) Collect(section, entries);
        _entries = [.. entries];
    }

    /// <summary>No metadata.</summary>
    public static Metadata Empty { get; } = new([], []);

    /// <summary>The sections, as INFO, BEXT, IXML, GUANO, VORBIS, in the order of the file.</summary>
    public IReadOnlyList<MetadataSection> Sections { get; }

    /// <summary>Every chunk or metadata block of the file in its order, also those that are not understood.</summary>
    public IReadOnlyList<MetadataChunk> Chunks { get; }

    /// <summary>
    /// The gain of the recording: the first value under a key <c>Gain</c> that is a number, with its unit (dB stays dB);
    /// null where there is none.
    /// </summary>
    public Quantity? Gain => TryGetNumber("Gain", out double value, out string unit) ? new Quantity(value, unit) : null;

    /// <summary>The first text under a key; null where there is none.</summary>
    /// <param name="key">Key or dotted path.</param>
    public string? this[string key] => TryGetText(key, out string text) ? text : null;

    /// <summary>Every text under a key, whole paths first, then in the order of the file.</summary>
    /// <param name="key">Key or dotted path.</param>
    /// <returns>The texts; empty where there are none.</returns>
    public IReadOnlyList<string> GetAll(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var whole = new List<string>();
        var partial = new List<string>();
        foreach ((MetadataSection section, MetadataEntry entry) in _entries)
        {
            if (section.Matches(entry, key, out bool isWhole)) (isWhole ? whole : partial).Add(entry.Text);
        }
        return [.. whole, .. partial];
    }

    /// <summary>Finds a text.</summary>
    /// <param name="key">Key or dotted path.</param>
    /// <param name="text">The first text; empty where there is none.</param>
    /// <param name="alternatives">Further keys, tried in their order.</param>
    /// <returns>True if there is one.</returns>
    public bool TryGetText(string key, out string text, params ReadOnlySpan<string> alternatives)
    {
        bool isFound = TryFind(key, alternatives, TakeText, out string? found);
        text = found ?? "";
        return isFound;
    }

    /// <summary>Finds a number.</summary>
    /// <param name="key">Key or dotted path.</param>
    /// <param name="value">The number as written.</param>
    /// <param name="unit">Its unit as written (see <see cref="Quantity"/>); empty where there is none.</param>
    /// <param name="alternatives">Further keys, tried in their order.</param>
    /// <returns>True if one of the texts found is a number.</returns>
    public bool TryGetNumber(string key, out double value, out string unit, params ReadOnlySpan<string> alternatives)
    {
        bool isFound = TryFind(key, alternatives, static (string text, out Quantity found) => Quantity.TryParse(text, out found),
            out Quantity result);
        value = result.Value;
        unit = result.Unit ?? "";
        return isFound;
    }

    /// <summary>Finds a date, with or without time of day.</summary>
    /// <param name="key">Key or dotted path.</param>
    /// <param name="local">Date and time as written; midnight where only a date is given.</param>
    /// <param name="utcOffset">Local time minus UTC; null where the text names no zone.</param>
    /// <param name="alternatives">Further keys, tried in their order.</param>
    /// <returns>
    /// True if one of the texts found is a date: ISO 8601, EXIF (<c>2020:12:14 19:22:55</c>), C's ctime
    /// (<c>Mon Dec 14 19:22:55 2020</c>), RFC 2822 (<c>14 Dec 2020 19:22:55 -0500</c>), or day, month and year where one of
    /// the first two is above 12.
    /// </returns>
    public bool TryGetDateTime(string key, out DateTime local, out TimeSpan? utcOffset, params ReadOnlySpan<string> alternatives)
    {
        bool isFound = TryFind(key, alternatives, DateTimeForms.TryParse, out DateTimeText result);
        local = result.Local;
        utcOffset = result.UtcOffset;
        return isFound;
    }

    /// <summary>Finds a truth value.</summary>
    /// <param name="key">Key or dotted path.</param>
    /// <param name="value">The truth value.</param>
    /// <param name="alternatives">Further keys, tried in their order.</param>
    /// <returns>
    /// True if one of the texts found is <c>true</c>, <c>yes</c>, <c>on</c>, <c>1</c>, <c>false</c>, <c>no</c>, <c>off</c> or <c>0</c>.
    /// </returns>
    public bool TryGetBoolean(string key, out bool value, params ReadOnlySpan<string> alternatives) =>
        TryFind(key, alternatives, TryParseBoolean, out value);

    /// <summary>The tree as indented text, one line per section and value.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (MetadataSection section in Sections) Write(section, 0, text);
        return text.ToString();
    }

    private delegate bool TextParser<T>(string text, out T value);

    private bool TryFind<T>(string key, ReadOnlySpan<string> alternatives, TextParser<T> parse, out T? value)
    {
        if (TryFind(key, parse, out value)) return true;
        foreach (string alternative in alternatives)
        {
            if (TryFind(alternative, parse, out value)) return true;
        }
        value = default;
        return false;
    }

    private bool TryFind<T>(string key, TextParser<T> parse, out T? value)
    {
        foreach (string text in GetAll(key))
        {
            if (parse(text, out value)) return true;
        }
        value = default;
        return false;
    }

    private static bool TakeText(string text, out string value)
    {
        value = text;
        return true;
    }

    private static bool TryParseBoolean(string text, out bool value)
    {
        string word = text.Trim().ToUpperInvariant();
        value = word is "TRUE" or "YES" or "ON" or "1";
        return value || word is "FALSE" or "NO" or "OFF" or "0";
    }

    private static void Collect(MetadataSection section, List<(MetadataSection, MetadataEntry)> entries)
    {
        foreach (MetadataEntry entry in section.Entries) entries.Add((section, entry));
        foreach (MetadataSection child in section.Sections) Collect(child, entries);
    }

    private static void Write(MetadataSection section, int depth, StringBuilder text)
    {
        text.Append(' ', 2 * depth).Append(section.Name).Append('\n');
        foreach (MetadataEntry entry in section.Entries)
        {
            text.Append(' ', (2 * depth) + 2).Append(entry.Key);
            if (entry.PlainName is not null) text.Append(" (").Append(entry.PlainName).Append(')');
            text.Append(": ").Append(entry.Text.ReplaceLineEndings("\\n")).Append('\n');
        }
        foreach (MetadataSection child in section.Sections) Write(child, depth + 1, text);
    }
}

using System.Globalization;
using System.Reflection;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>A table as text, to compare and to look at: numbers with all their digits, times in ISO 8601, instants with a Z.</summary>
internal static class CommaSeparated
{
    /// <summary>Writes a table that this program wrote.</summary>
    public static void Write(string path, TextWriter output)
    {
        if (Table.IsOf<LevelRow>(path)) Write(Table.Read<LevelRow>(path), output);
        else if (Table.IsOf<EventRow>(path)) Write(Table.Read<EventRow>(path), output);
        else throw new UsageException($"'{path}' is no table that this program wrote.");
    }

    private static void Write<TRow>(IEnumerable<TRow> rows, TextWriter output)
    {
        PropertyInfo[] columns = Table.Columns<TRow>();
        string[] names = [.. columns.Select(Table.NameOf)];
        output.WriteLine(string.Join(',', names));
        foreach (TRow row in rows) output.WriteLine(string.Join(',', columns.Select((column, i) => Text(column.GetValue(row), names[i]))));
    }

    private static string Text(object? value, string name) => value switch
    {
        null => "",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + (name == "utc" ? "Z" : ""),
        bool flag => flag ? "true" : "false",
        string text => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        // Doubles and floats have as many digits as tell them apart.
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

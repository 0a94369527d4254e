using System.Globalization;

namespace AudioIO;

/// <summary>
/// Writes rows of cells, line ends as <c>\n</c>. Where cells cannot be quoted, as in tables with tabs, a separator or line end in one becomes
/// a blank, and is counted.
/// </summary>
/// <param name="text">Takes the text.</param>
/// <param name="separator">Between cells.</param>
/// <param name="withQuotes">True where a cell may be enclosed in double quotes (RFC 4180).</param>
internal sealed class LabelWriter(TextWriter text, char separator, bool withQuotes)
{
    /// <summary>Number of cells whose separators or line ends became blanks.</summary>
    public long ChangedCells { get; private set; }

    /// <summary>Writes a row.</summary>
    public void Row(params IReadOnlyList<string> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0) text.Write(separator);
            text.Write(Cell(cells[i]));
        }
        text.Write('\n');
    }

    /// <summary>A whole number; empty where there is none.</summary>
    public static string Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number in as many digits as tell it from its neighbours; empty where there is none.</summary>
    public static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private string Cell(string cell)
    {
        if (withQuotes)
        {
            bool isPlain = cell.AsSpan().IndexOfAny(['"', separator, '\r', '\n']) < 0;
            return isPlain ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }
        if (cell.AsSpan().IndexOfAny(separator, '\r', '\n') < 0) return cell;
        ChangedCells++;
        return cell.ReplaceLineEndings(" ").Replace(separator, ' ').Replace('\r', ' ').Replace('\n', ' ');
    }
}

using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AudioIO.Samples.Inspect.Tables;

/// <summary>What the sections of the text report are made of.</summary>
internal static class Layout
{
    public static Table NewTable() => new() { Border = TableBorder.Simple };

    public static Rows Titled(string title, params IRenderable[] content) =>
        new([new Text(Printable(title), new Style(decoration: Decoration.Bold)), .. content]);

    /// <summary>A column of numbers: they are never broken, for a number without its end reads as another number.</summary>
    public static TableColumn Right(string heading) => new TableColumn(heading).RightAligned().NoWrap();

    public static Text Cell(string text, Style? style = null) => new(Printable(text), style);

    public static Text Name(string text) => Cell(text, new Style(Color.Grey));

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>How a format is called: names of WAV's containers alone say little to most people.</summary>
    public static string FormatName(string format) => format switch
    {
        "RIFF" or "RF64" or "BW64" => $"WAV ({format})",
        "RIFX" => "WAV (RIFX, big-endian)",
        "Wave64" => "Sony Wave64",
        AudioInfo.RawFormat => "raw samples",
        _ => format,
    };

    /// <summary>
    /// Text that a terminal takes for text: what files say comes from strangers, and a control character of theirs could move the cursor
    /// or change what was printed. Those of ASCII become their pictures (U+2400 …), line ends stay.
    /// </summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings("\n"))
        {
            printable.Append(c switch
            {
                '\n' => c,
                '\t' => ' ',
                < ' ' => (char)('\u2400' + c),
                '\u007F' => '\u2421',
                _ when char.IsControl(c) => '\uFFFD',
                _ => c,
            });
        }
        return printable.ToString();
    }
}

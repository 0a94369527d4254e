namespace AudioIO;

/// <summary>What is wrong with a text of labels, and in which line.</summary>
internal static class LabelFault
{
    private const int MaxShown = 60;

    /// <param name="where">What is being read, and the path.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="kind">What kind of fault it is.</param>
    public static AudioFormatException At(
        LabelPlace where, long line, string expected, string found, AudioFormatErrorKind kind = AudioFormatErrorKind.Malformed) =>
        new(kind, FormattableString.Invariant($"{where.What} at line {line}: expected {expected}, found {Shown(found)}"), path: where.Path);

    /// <summary>A cell as a message shows it: its beginning, in quotes.</summary>
    public static string Cell(string text) => $"'{Shown(text)}'";

    private static string Shown(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxShown ? line : string.Concat(line.AsSpan(0, MaxShown), "…");
    }
}

/// <summary>What text is read, for messages.</summary>
/// <param name="What">The kind of text.</param>
/// <param name="Path">Path of the file; null for a stream.</param>
internal sealed record LabelPlace(string What, string? Path);

using System.Text;

namespace AudioIO;

/// <summary>
/// Labels in a file: selection tables of Raven, label tracks of Audacity, comma-separated values. Whatever times a file states become frames
/// of the recording, by whole numbers and by its table of files, so that what was written is read back at the same frames; also for a
/// recording of many files, where a table states the time in one of them.
/// </summary>
/// <remarks>
/// The texts come from strangers. A line and a file have a largest length, numbers are read with a point in every country, and what cannot be
/// understood is an exception that names the line: no label is left out in silence.
/// <para>
/// A table of Raven states the time from the start of the recording (<c>Begin Time (s)</c>), in one of its files (<c>Begin File</c>,
/// <c>File Offset (s)</c>), or both; both are written. Where the two differ by no more than the rounding of the one with fewer decimals, the
/// other one counts. Where they contradict each other, the file counts, for its frames stay where they are whatever is joined to it, and a
/// diagnostic says so. The length is that from begin to end in any case. In a table of comma-separated values frames count before seconds.
/// </para>
/// </remarks>
public sealed class LabelFile
{
    /// <summary>A million labels take some hundred megabytes.</summary>
    private const long MaxBytes = 256L << 20;

    private LabelFile(LabelFormat format, IReadOnlyList<Label> labels, IReadOnlyList<Diagnostic> diagnostics)
    {
        Format = format;
        Labels = labels;
        Diagnostics = diagnostics;
    }

    /// <summary>How they were written.</summary>
    public LabelFormat Format { get; }

    /// <summary>The labels in the order of the file.</summary>
    public IReadOnlyList<Label> Labels { get; }

    /// <summary>What is not as it should be: times that contradict each other, labels beyond the recording.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads labels; the content decides how they are written.</summary>
    /// <param name="path">Path of the file: UTF-8, or what its byte order mark says.</param>
    /// <param name="source">The recording that they belong to.</param>
    /// <exception cref="AudioFormatException">The text cannot be understood; the message names the line.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static LabelFile Read(string path, AudioSource source)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(source);
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.LimitExceeded, $"Labels: expected at most {MaxBytes} bytes, found {stream.Length}", path: path);
        }
        // A file may grow, or a pipe be longer than it says: what is read has the limit, too.
        using var text = new StreamReader(stream, Encoding.UTF8);
        return Read(text, source, path);
    }

    /// <summary>Reads labels from a text.</summary>
    /// <param name="text">The text; it is read to its end, and not closed.</param>
    /// <param name="source">The recording that they belong to.</param>
    /// <exception cref="AudioFormatException">The text cannot be understood; the message names the line.</exception>
    /// <exception cref="IOException">The text cannot be read.</exception>
    public static LabelFile Read(TextReader text, AudioSource source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        return Read(text, source, null);
    }

    /// <summary>Writes labels into a file, whole or not at all.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="source">The recording that they belong to; none of its files is overwritten.</param>
    /// <param name="format">
    /// How to write them; null to take it from the name: <c>.csv</c>, <c>.selections.txt</c> (Raven), else Audacity.
    /// </param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <returns>What could not be written: Audacity has no place for channel, score and columns, tables have none for line ends.</returns>
    /// <exception cref="ArgumentException">The labels have more different columns than a table can hold.</exception>
    /// <exception cref="IOException">The file exists, is one of the recording, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static IReadOnlyList<Diagnostic> Write(
        string path, IReadOnlyList<Label> labels, AudioSource source, LabelFormat? format = null, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(source);
        if (!overwrite && File.Exists(path)) throw new IOException($"'{Path.GetFullPath(path)}' exists already.");
        using WholeFile target = ExportTarget.Create(path, overwrite, isDurable: true, source.OwnPaths);
        IReadOnlyList<Diagnostic> notes;
        using (var text = new StreamWriter(target.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
            notes = Write(text, labels, source, format ?? FormatOf(path));
        target.Commit();
        return notes;
    }

    /// <summary>Writes labels as a text.</summary>
    /// <param name="text">Takes the text; it is not closed.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="source">The recording that they belong to.</param>
    /// <param name="format">How to write them.</param>
    /// <returns>What could not be written.</returns>
    /// <exception cref="ArgumentException">
    /// The labels have more different columns than a table can hold, or one of them ends beyond frame 2^63 − 1.
    /// </exception>
    public static IReadOnlyList<Diagnostic> Write(TextWriter text, IReadOnlyList<Label> labels, AudioSource source, LabelFormat format)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(source);
        if (labels.Any(label => label.FrameCount > long.MaxValue - label.StartFrame))
            throw new ArgumentException("A label ends beyond frame 2^63 − 1.", nameof(labels));
        var time = new LabelTimeLine(source);
        var writer = new LabelWriter(text, format == LabelFormat.Csv ? ',' : '\t', withQuotes: format == LabelFormat.Csv);
        switch (format)
        {
            case LabelFormat.Raven: RavenTable.Write(writer, labels, time); break;
            case LabelFormat.Audacity: AudacityLabels.Write(writer, labels, time); break;
            case LabelFormat.Csv: CsvLabels.Write(writer, labels, time); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "Expected Raven, Audacity or Csv.");
        }
        return [.. Losses(labels, format, writer.ChangedCells)];
    }

    /// <summary>How labels are written in a file of some name: <c>.csv</c>, <c>.selections.txt</c> (Raven), else Audacity.</summary>
    /// <param name="path">Path or name of the file.</param>
    public static LabelFormat FormatOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) return LabelFormat.Csv;
        return path.EndsWith(".selections.txt", StringComparison.OrdinalIgnoreCase) ? LabelFormat.Raven : LabelFormat.Audacity;
    }

    private static LabelFile Read(TextReader text, AudioSource source, string? path)
    {
        var content = new LabelContent(text, new LabelPlace("Labels", path), MaxBytes);
        LabelFormat format = content.Format;
        var where = new LabelPlace(format switch
        {
            LabelFormat.Raven => "Selection table",
            LabelFormat.Csv => "Table of labels",
            _ => "Audacity labels",
        }, path);
        var time = new LabelTimeLine(source);
        var notes = new LabelNotes(where, source.Frames);
        List<Label> labels = format switch
        {
            LabelFormat.Raven => RavenTable.Read(content, time, where, notes),
            LabelFormat.Csv => CsvLabels.Read(content, time, where, notes),
            _ => AudacityLabels.Read(content, time, where, notes),
        };
        return new LabelFile(format, labels, notes.Entries);
    }

    private static IEnumerable<Diagnostic> Losses(IReadOnlyList<Label> labels, LabelFormat format, long changedCells)
    {
        if (changedCells > 0)
        {
            yield return new Diagnostic(DiagnosticKind.Ignored,
                FormattableString.Invariant($"Tabs and line ends have no place in such a file: in {changedCells} cells they became blanks."));
        }
        if (format != LabelFormat.Audacity) yield break;
        foreach ((string what, int count) in new[]
        {
            ("channels", labels.Count(label => label.Channel is not null)),
            ("scores", labels.Count(label => label.Score is not null)),
            ("further columns", labels.Count(label => label.Columns.Count > 0)),
        })
        {
            if (count == 0) continue;
            yield return new Diagnostic(
                DiagnosticKind.Ignored, FormattableString.Invariant($"Audacity's labels have no place for {what}: those of {count} labels were left out."));
        }
    }
}

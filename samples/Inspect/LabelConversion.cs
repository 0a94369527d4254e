using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Inspect;

/// <summary>Writes labels as another program reads them.</summary>
internal static class LabelConversion
{
    /// <summary>Writes the labels of a file, or else the markers of the recording, and says what was written.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="from">Path of the labels; null for the markers.</param>
    /// <param name="to">Path of the new file, whose name says how they are written.</param>
    /// <param name="output">Where it is said.</param>
    public static void Write(AudioSource recording, string? from, string to, TextWriter output)
    {
        LabelFile? read = from is null ? null : LabelFile.Read(from, recording);
        IReadOnlyList<Label> labels = read?.Labels ?? recording.ToLabels();
        IReadOnlyList<Diagnostic> notes = LabelFile.Write(to, labels, recording);
        output.WriteLine($"{to}: {NumberText.Count(labels.Count, "label")} ({LabelFile.FormatOf(to)}).");
        foreach (Diagnostic entry in (read?.Diagnostics ?? []).Concat(notes)) output.WriteLine($"{entry.Kind}: {entry.Message}");
    }
}

namespace AudioIO;

/// <summary>What is not as it should be in a text of labels that can be read nevertheless, each with its line.</summary>
internal sealed class LabelNotes(LabelPlace where, long frames)
{
    private readonly DiagnosticLog _log = new();

    public IReadOnlyList<Diagnostic> Entries => _log.Snapshot();

    /// <param name="kind">What it is about.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="message">What was found, and what counts.</param>
    public void Add(DiagnosticKind kind, long line, string message) =>
        _log.Add(new Diagnostic(kind, FormattableString.Invariant($"{where.What} at line {line}: {message}")) { Path = where.Path });

    /// <summary>Notes a label that lies beyond the recording, where it stays: it may be one of another recording.</summary>
    public void CheckEnd(Label label, long line)
    {
        if (label.StartFrame <= frames && label.FrameCount <= frames - label.StartFrame) return;
        Add(DiagnosticKind.Contradiction, line, FormattableString.Invariant(
            $"frames {label.StartFrame} to {(Int128)label.StartFrame + label.FrameCount} end beyond the recording, which has {frames}; the label is kept as it is."));
    }
}

namespace AudioIO;

/// <summary>What an entry of <see cref="AudioSource.Diagnostics"/> is about.</summary>
public enum DiagnosticKind
{
    /// <summary>The file ends before its header says; the frames present are read.</summary>
    Truncated,

    /// <summary>The header was never finished; the length was taken from the file.</summary>
    Recovered,

    /// <summary>Two statements of the file contradict each other; the message says which one counts.</summary>
    Contradiction,

    /// <summary>Something present in the file is not used.</summary>
    Ignored,

    /// <summary>Frames that cannot be decoded; they read as silence where the damage policy asks for it.</summary>
    Damaged,

    /// <summary>Metadata that cannot be understood; the audio is not affected.</summary>
    Metadata,

    /// <summary>A file of a recording of several does not begin when the one before it ends, or does not say when.</summary>
    Join,

    /// <summary>A file is not what it was when it was indexed.</summary>
    Changed,
}

/// <summary>Something that is not as it should be in a file that can be read nevertheless.</summary>
public sealed record Diagnostic
{
    /// <summary>Creates an entry.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="message">What was expected, what was found and what is done about it.</param>
    public Diagnostic(DiagnosticKind kind, string message)
    {
        Kind = kind;
        Message = message;
    }

    /// <summary>What it is about.</summary>
    public DiagnosticKind Kind { get; init; }

    /// <summary>What was expected, what was found and what is done about it.</summary>
    public string Message { get; init; }

    /// <summary>Position in bytes from the start of the file; null where it has no place.</summary>
    public long? Position { get; init; }

    /// <summary>Path of the file; null for streams.</summary>
    public string? Path { get; init; }

    /// <summary>First frame concerned; null where it concerns the whole file.</summary>
    public long? StartFrame { get; init; }

    /// <summary>Number of entries that this one stands for, which are not listed; 0 for an entry about the file.</summary>
    internal long Further { get; init; }

    /// <summary>Number of frames concerned; null where it concerns the whole file.</summary>
    public long? FrameCount { get; init; }
}

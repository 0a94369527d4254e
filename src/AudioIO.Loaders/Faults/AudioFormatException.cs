namespace AudioIO;

/// <summary>What is wrong with a file's content.</summary>
public enum AudioFormatErrorKind
{
    /// <summary>The bytes contradict the format's specification.</summary>
    Malformed,

    /// <summary>The file ends before what it announces.</summary>
    Truncated,

    /// <summary>A checksum of the format does not fit the bytes it covers.</summary>
    ChecksumMismatch,

    /// <summary>The file is sound, but holds what AudioIO does not read; the message names it.</summary>
    Unsupported,

    /// <summary>A count or size is beyond what AudioIO accepts.</summary>
    LimitExceeded,

    /// <summary>The file is no longer the recording that was opened: frames that were there have moved, or another one is in its place.</summary>
    Changed,
}

/// <summary>
/// The content of a file cannot be read as audio. The message has the form
/// <c>what at byte n: expected x, found y</c>. Missing files, misuse and I/O failures keep .NET's own exceptions.
/// </summary>
public sealed class AudioFormatException : Exception, IFrameDamage
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What kind of fault it is.</param>
    /// <param name="message">What was expected and what was found, with the byte position.</param>
    /// <param name="position">Position of the fault in bytes from the start of the file, where it has one.</param>
    /// <param name="path">Path of the file, where it has one.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public AudioFormatException(AudioFormatErrorKind kind, string message, long? position = null, string? path = null, Exception? innerException = null)
        : base(path is null ? message : $"{message} ({path})", innerException)
    {
        Kind = kind;
        Position = position;
        Path = path;
    }

    /// <summary>What kind of fault it is.</summary>
    public AudioFormatErrorKind Kind { get; }

    /// <summary>The message without the path behind it, for messages that have it already.</summary>
    internal string Bare => Path is not null && Message.EndsWith($" ({Path})", StringComparison.Ordinal)
        ? Message[..^(Path.Length + 3)]
        : Message;

    /// <summary>The fault of a file that can no longer be read as the recording that was opened: another one is in its place.</summary>
    internal static AudioFormatException OfReplaced(AudioFormatException fault) => fault.Kind == AudioFormatErrorKind.Changed
        ? fault
        : new AudioFormatException(
            AudioFormatErrorKind.Changed,
            $"Recording that was open at byte {fault.Position ?? 0}: expected it, with more frames or as many, found another content: {fault.Bare}",
            fault.Position,
            fault.Path,
            fault);

    /// <summary>Position of the fault in bytes from the start of the file; null where the fault has no place.</summary>
    public long? Position { get; }

    /// <summary>Path of the file; null for streams.</summary>
    public string? Path { get; }

    /// <summary>First frame that cannot be read because of the fault; null where the whole file is refused.</summary>
    public long? StartFrame { get; init; }

    /// <summary>Number of frames that cannot be read because of the fault; null where the whole file is refused.</summary>
    public long? FrameCount { get; init; }
}

namespace AudioIO;

/// <summary>A file that <see cref="JoinPolicy.Force"/> left out of a recording.</summary>
public sealed record LeftOutFile
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Why it cannot be part of the recording.</summary>
    public required Exception Reason { get; init; }
}

namespace AudioIO;

/// <summary>A file that <see cref="JoinPolicy.Force"/> left out of a recording.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Reason">Why it cannot be part of the recording.</param>
public sealed record LeftOutFile(string Path, Exception Reason);

namespace AudioIO;

/// <summary>Why an Mp3Frame cannot be read.</summary>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Position">Where, in bytes.</param>
/// <param name="Frame">Number of the first Mp3Frame that cannot be read for this reason.</param>
/// <param name="FrameCount">How many.</param>
internal sealed record Mp3Fault(AudioFormatErrorKind Kind, string Message, long Position, long Frame, long FrameCount);

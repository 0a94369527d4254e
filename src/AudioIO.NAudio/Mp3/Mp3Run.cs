namespace AudioIO;

/// <summary>Mp3Frames that follow each other without a break.</summary>
/// <param name="Start">Number of the first one in the recording.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Position">Where the first one begins, in bytes.</param>
/// <param name="EndPosition">Where the last one ends.</param>
internal readonly record struct Mp3Run(long Start, long Count, long Position, long EndPosition)
{
    /// <summary>Number of the Mp3Frame behind the last one.</summary>
    public long Stop => Start + Count;
}

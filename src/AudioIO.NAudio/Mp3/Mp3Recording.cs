namespace AudioIO;

/// <summary>
/// An MP3 file as it was measured at one moment. It never changes: a file that grows gets another one, and who has begun with one goes on with it.
/// </summary>
/// <param name="Stream">A header of the stream.</param>
/// <param name="Tag">What the encoder says; null where it does not.</param>
/// <param name="Index">Where the Mp3Frames are.</param>
/// <param name="ChecksCrc">False where the encoder's checksums are wrong throughout.</param>
internal sealed record Mp3Recording(Mp3Header Stream, Mp3InfoTag? Tag, Mp3Index Index, bool ChecksCrc)
{
    /// <summary>As <see cref="AudioInfo.Format"/> has it.</summary>
    public const string FormatName = "MP3";

    /// <summary>Frames of sound before the recording begins.</summary>
    public int SkippedFrames => Tag?.SkippedFrames ?? 0;

    /// <summary>
    /// Number of frames: those of all Mp3Frames, less what the encoder has put before them and, where every one is there that it counted, behind
    /// them.
    /// </summary>
    public long Frames
    {
        get
        {
            long frames = Index.Count * Stream.FrameCount;
            if (IsPadded) frames = Math.Min(frames, (Tag!.FrameCount!.Value * Stream.FrameCount) - Tag.PaddedFrames);
            return Math.Max(0, frames - SkippedFrames);
        }
    }

    /// <summary>True unless there are more Mp3Frames than the encoder counted: then it is not known where its padding is.</summary>
    public bool IsPadded => Tag is { Delay: not null, FrameCount: { } claimed } && claimed >= Index.Count;

    public AudioInfo Info => new()
    {
        Format = FormatName,
        Encoding = AudioEncoding.Mp3,
        BitsPerSample = 32,
        Rate = Stream.Rate,
        Channels = Stream.Channels,
        Frames = Frames,
    };

    /// <summary>The frames of the recording that some Mp3Frames hold.</summary>
    /// <param name="frame">Number of the first one.</param>
    /// <param name="count">How many.</param>
    public FrameRange FramesOf(long frame, long count)
    {
        long start = Math.Clamp((frame * Stream.FrameCount) - SkippedFrames, 0, Frames);
        return new FrameRange(start, Math.Clamp(((frame + count) * Stream.FrameCount) - SkippedFrames, start, Frames));
    }
}

using System.Diagnostics;

namespace AudioIO.Samples.Batch;

/// <summary>A signal as it is, with what reading it has cost: so everybody sees whether a machine waits for its disk or its processor.</summary>
internal sealed class TimedSignal(Signal<float> source) : Signal<float>(source.Rate, source.Frames, source.Channels, source)
{
    public override int FramesPerUnit => source.FramesPerUnit;

    public override IReadOnlyList<FrameRange> ContinuousRanges => source.ContinuousRanges;

    /// <summary>Time spent in reading and decoding.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Number of frames read, those read twice counted twice.</summary>
    public long FramesRead { get; private set; }

    /// <summary>From the first frame that was read to the last one.</summary>
    public FrameRange Reached { get; private set; }

    protected override void ReadFrames(long start, Span<float> destination)
    {
        long begun = Stopwatch.GetTimestamp();
        source.Read(start, destination);
        Time += Stopwatch.GetElapsedTime(begun);
        // A span of whole frames.
        int count = destination.Length / ValuesPerFrame;
        Reached = FramesRead == 0
            ? new FrameRange(start, start + count)
            : new FrameRange(Math.Min(Reached.Start, start), Math.Max(Reached.Stop, start + count));
        FramesRead += count;
    }
}

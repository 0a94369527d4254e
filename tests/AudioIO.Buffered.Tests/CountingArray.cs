namespace AudioIO.Tests;

/// <summary>An array over values that a function computes, which counts what it is asked to load and can be made to fail.</summary>
/// <param name="frames">Number of frames.</param>
/// <param name="frameShape">Channels and further dimensions.</param>
/// <param name="value">Value at a frame and a position within it.</param>
/// <param name="bufferFrames">Wished size of the window.</param>
/// <param name="backFrames">Wished frames before a request.</param>
/// <param name="framesPerUnit">What the source decodes at once.</param>
/// <param name="rate">Frames per second.</param>
public sealed class CountingArray<T>(
    long frames,
    int[] frameShape,
    Func<long, int, T> value,
    int bufferFrames = 100,
    int backFrames = 0,
    int framesPerUnit = 1,
    double rate = 1000)
    : BufferedArray<T>(rate, frames, frameShape.AsSpan(), bufferFrames, backFrames)
    where T : unmanaged
{
    /// <summary>How often something was loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>How many frames were loaded.</summary>
    public long FramesLoaded { get; private set; }

    /// <summary>The latest load: first frame and number of frames.</summary>
    public (long Start, long Count) LatestLoad { get; private set; }

    /// <summary>How many of the next loads fail, after having written some frames.</summary>
    public int FailuresToCome { get; set; }

    /// <summary>How many of the next loads succeed before those that fail.</summary>
    public int FailAfter { get; set; }

    /// <summary>True to fail as a source that ends early does: with an exception after all but the last frame.</summary>
    public bool FailsShort { get; set; }

    protected override int FramesPerUnit => framesPerUnit;

    public void ForgetCounts()
    {
        Loads = 0;
        FramesLoaded = 0;
    }

    public void Grow(long toFrames) => Extend(toFrames);

    public void Release() => ReleaseBuffer();

    protected override void LoadBuffer(long offset, Span<T> buffer)
    {
        int count = buffer.Length / ValuesPerFrame;
        if (count == 0 || buffer.Length % ValuesPerFrame != 0) Assert.Fail($"{buffer.Length} values are not some whole frames.");
        if (offset < 0 || offset > Frames - count) Assert.Fail($"{count} frames from {offset} leave the array.");
        Loads++;
        FramesLoaded += count;
        LatestLoad = (offset, count);
        bool fails = FailuresToCome > 0 && FailAfter == 0;
        int good = !fails ? count : FailsShort ? count - 1 : count / 2;
        int to = 0;
        for (int frame = 0; frame < good; frame++)
        {
            for (int i = 0; i < ValuesPerFrame; i++) buffer[to++] = value(offset + frame, i);
        }
        if (FailAfter > 0) FailAfter--;
        if (!fails) return;
        FailuresToCome--;
        throw new IOException("The source failed.");
    }
}

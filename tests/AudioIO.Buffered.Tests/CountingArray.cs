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
    long frames, int[] frameShape, Func<long, int, T> value, int bufferFrames = 100, int backFrames = 0, int framesPerUnit = 1, double rate = 1000)
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
        Assert.True(count > 0 && buffer.Length % ValuesPerFrame == 0, "A load is for whole frames.");
        Assert.InRange(offset, 0, Frames - count);
        Loads++;
        FramesLoaded += count;
        LatestLoad = (offset, count);
        int good = FailuresToCome == 0 ? count : FailsShort ? count - 1 : count / 2;
        for (int i = 0; i < good * ValuesPerFrame; i++) buffer[i] = value(offset + i / ValuesPerFrame, i % ValuesPerFrame);
        if (FailuresToCome == 0) return;
        FailuresToCome--;
        throw new IOException("The source failed.");
    }
}

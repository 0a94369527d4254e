using AudioIO.Tests.Contract;

namespace AudioIO.Tests;

public class FloatSignalContract : SignalContract<float>
{
    protected override ExpectedFrames<float> Expected { get; } = new(Values, 2);

    private static float[] Values { get; } = [.. Enumerable.Range(0, 600).Select(i => i % 11 == 0 ? float.NaN : i / 7f)];

    protected override Signal<float> Create() => new CountingSignal<float>(Values, channels: 2);
}

/// <summary>A signal that computes units and has further dimensions, and one that stands on it.</summary>
public class SpectrogramSignalContract : SignalContract<short>
{
    protected override ExpectedFrames<short> Expected { get; } = new(Values, 2, 5);

    private static short[] Values { get; } = [.. Enumerable.Range(0, 12_000).Select(i => (short)(i * 31))];

    protected override Signal<short> Create() => new PassingSignal<short>(new CountingSignal<short>(Values, [2, 5], framesPerUnit: 64));
}

/// <summary>The signal of an array that loads its frames itself.</summary>
public class LoadingArraySignalContract : SignalContract<int>
{
    protected override ExpectedFrames<int> Expected { get; } = new([.. Enumerable.Range(0, 900)], 3);

    protected override Signal<int> Create() =>
        new CountingArray<int>(300, [3], (frame, i) => (int)frame * 3 + i, framesPerUnit: 7).Signal;
}

/// <summary>An array over a signal.</summary>
public class SignalArrayContract : BufferedArrayContract<float>
{
    protected override ExpectedFrames<float> Expected { get; } = new(Values, 2);

    private static float[] Values { get; } = [.. Enumerable.Range(0, 800).Select(i => i % 13 == 0 ? -0f : i / 3f)];

    protected override BufferedArray<float> Create(int bufferFrames, int backFrames)
    {
        using var signal = new CountingSignal<float>(Values, 2, framesPerUnit: 32);
        return signal.Buffered(bufferFrames, backFrames);
    }
}

/// <summary>An array over the signal of an array.</summary>
public class ArrayOverArrayContract : BufferedArrayContract<int>
{
    protected override ExpectedFrames<int> Expected { get; } = new([.. Enumerable.Range(0, 500)], 1);

    protected override BufferedArray<int> Create(int bufferFrames, int backFrames) =>
        new CountingArray<int>(500, [1], (frame, _) => (int)frame).Signal.Buffered(bufferFrames, backFrames);
}

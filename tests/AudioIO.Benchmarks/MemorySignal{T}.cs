namespace AudioIO.Benchmarks;

/// <summary>Values in memory as a signal: what is computed from it costs its computing alone.</summary>
internal sealed class MemorySignal<T>(T[] values, double rate, int channels = 1) : Signal<T>(rate, values.Length / channels, channels)
    where T : unmanaged
{
    /// <summary>Noise, the same at every run.</summary>
    /// <param name="value">From −1 to 1 to a value.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="channels">Number of channels.</param>
    public static MemorySignal<T> Noise(Func<double, T> value, int frames, double rate, int channels = 1)
    {
        var random = new Random(1);
        var values = new T[frames * channels];
        for (int i = 0; i < values.Length; i++) values[i] = value((2 * random.NextDouble()) - 1);
        return new MemorySignal<T>(values, rate, channels);
    }

    protected override void ReadFrames(long start, Span<T> destination) =>
        values.AsSpan((int)start * Channels, destination.Length).CopyTo(destination);
}

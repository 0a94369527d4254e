using System.Globalization;
using System.Numerics;
using AudioIO.Pointwise;

namespace AudioIO;

/// <summary>
/// Signals whose frames are each computed from the same frame of another one: selections, sums and multiples of channels. Their cost is that
/// of reading the source; what is not a number stays within its frame. Products and sums are computed in double and rounded once.
/// <para>
/// Each keeps what it stands on open and can be disposed of in any order. A step in the middle of a chain need not be disposed of.
/// </para>
/// </summary>
public static class PointwiseSignals
{
    /// <summary>Some channels of a signal, in the order given; one can be given more than once.</summary>
    /// <param name="signal">Signal of any shape.</param>
    /// <param name="channels">Channels, at least one.</param>
    /// <returns>A signal of as many channels.</returns>
    /// <exception cref="ArgumentException">No channel is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Channels<T>(this Signal<T> signal, params ReadOnlySpan<int> channels)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (channels.IsEmpty) throw new ArgumentException("Expected at least one channel.", nameof(channels));
        foreach (int channel in channels) ThrowIfNoChannel(signal, channel, nameof(channels));
        return new ChannelSelection<T>(signal, channels.ToArray());
    }

    /// <summary>One channel, the weighted sum of all channels. A channel of weight 0 does not count, whatever it holds.</summary>
    /// <param name="signal">Signal of any shape; further dimensions, as the frequencies of a spectrogram, stay.</param>
    /// <param name="weights">A finite weight for every channel.</param>
    /// <exception cref="ArgumentException">There are not as many weights as channels, or a weight is not finite.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Mix<T>(this Signal<T> signal, params ReadOnlySpan<double> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (weights.Length != signal.Channels)
            throw new ArgumentException($"Expected {signal.Channels} weights, one per channel, found {weights.Length}.", nameof(weights));
        foreach (double weight in weights)
        {
            if (!double.IsFinite(weight))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected finite weights, found {weight}."), nameof(weights));
        }
        return new ChannelMix<T>(signal, weights.ToArray());
    }

    /// <summary>One channel, the mean of all channels.</summary>
    /// <param name="signal">Signal of any shape; further dimensions, as the frequencies of a spectrogram, stay.</param>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Mean<T>(this Signal<T> signal)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(signal);
        var weights = new double[signal.Channels];
        Array.Fill(weights, 1.0 / signal.Channels);
        return new ChannelMix<T>(signal, weights);
    }

    /// <summary>One channel, the largest value of all channels: what any of them heard.</summary>
    /// <param name="signal">Signal of any shape; further dimensions, as the frequencies of a spectrogram, stay.</param>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Max<T>(this Signal<T> signal)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new ChannelMax<T>(signal);
    }

    /// <summary>Every value times a factor.</summary>
    /// <param name="signal">Signal of any shape.</param>
    /// <param name="factor">Factor, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Gain<T>(this Signal<T> signal, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (!double.IsFinite(factor)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "Expected a finite factor.");
        return new Amplified<T>(signal, factor);
    }

    /// <summary>One channel, the difference of two: the bipolar derivation of a pair of electrodes.</summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="channel">Channel from which is subtracted.</param>
    /// <param name="subtracted">Channel that is subtracted.</param>
    /// <exception cref="ArgumentException">The signal has further dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Difference<T>(this Signal<T> signal, int channel, int subtracted)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowIfNotFlat(signal);
        ThrowIfNoChannel(signal, channel, nameof(channel));
        ThrowIfNoChannel(signal, subtracted, nameof(subtracted));
        return new ChannelMix<T>(new ChannelSelection<T>(signal, [channel, subtracted]), [1, -1]);
    }

    /// <summary>Every channel minus what is common to all of them, as noise that all electrodes pick up.</summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="kind">What is common to them.</param>
    /// <exception cref="ArgumentException">The signal has further dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> CommonReference<T>(this Signal<T> signal, ReferenceKind kind = ReferenceKind.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ThrowIfNotFlat(signal);
        if (kind is not (ReferenceKind.Mean or ReferenceKind.Median))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected Mean or Median.");
        return new Referenced<T>(signal, kind);
    }

    internal static void ThrowIfNotFlat(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (signal.Rank != 2)
            throw new ArgumentException($"Expected a signal of frames × channels, found {signal.Rank} dimensions.", nameof(signal));
    }

    private static void ThrowIfNoChannel(Signal signal, int channel, string name)
    {
        if ((uint)channel >= (uint)signal.Channels)
            throw new ArgumentOutOfRangeException(name, channel, $"Expected a channel from 0 to {signal.Channels - 1}.");
    }
}

using System.Runtime.InteropServices;
using NAudio.Wave;

namespace AudioIO;

/// <summary>A signal as a sample provider with a position, made by <see cref="WaveStreams"/>; for one thread at a time.</summary>
public sealed class SignalSampleProvider : ISampleProvider, IDisposable
{
    private readonly Signal<float> _signal;
    private readonly Stream _samples;
    private readonly int _frameBytes;

    internal SignalSampleProvider(Signal<float> signal)
    {
        WaveFormat = WaveFormats.Of(signal, AudioEncoding.IeeeFloat, 8 * sizeof(float));
        _signal = signal;
        _frameBytes = signal.ValuesPerFrame * sizeof(float);
        _samples = signal.AsPcmStream();
    }

    /// <summary>Rate and channels, 32-bit float.</summary>
    public WaveFormat WaveFormat { get; }

    /// <summary>The frame that the next read begins with, 0 to the number of frames.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The signal has no such frame.</exception>
    /// <exception cref="ObjectDisposedException">The provider was disposed.</exception>
    public long Position
    {
        get => _samples.Position / _frameBytes;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _signal.Frames);
            _samples.Position = value * _frameBytes;
        }
    }

    /// <summary>Time of <see cref="Position"/>; set, it goes to the nearest frame there is.</summary>
    /// <exception cref="ObjectDisposedException">The provider was disposed.</exception>
    public TimeSpan CurrentTime
    {
        get => _signal.TimeAt(Position);
        set => Position = Math.Clamp(_signal.FrameAt(value), 0, _signal.Frames);
    }

    /// <summary>Reads samples, interleaved, and goes on behind them.</summary>
    /// <param name="buffer">Where they go; filled with whole frames.</param>
    /// <returns>The number of samples: fewer than there is room for only at the end, or before damage; 0 at the end.</returns>
    /// <exception cref="ArgumentException">There is no room for a frame.</exception>
    /// <exception cref="ObjectDisposedException">The provider was disposed.</exception>
    public int Read(Span<float> buffer)
    {
        int count = buffer.Length - (buffer.Length % _signal.ValuesPerFrame);
        if (count == 0 && buffer.Length > 0)
            throw new ArgumentException($"There is no room for a frame of {_signal.ValuesPerFrame} samples in {buffer.Length}.", nameof(buffer));
        return _samples.Read(MemoryMarshal.AsBytes(buffer[..count])) / sizeof(float);
    }

    /// <summary>Ends the use of the signal.</summary>
    public void Dispose() => _samples.Dispose();
}

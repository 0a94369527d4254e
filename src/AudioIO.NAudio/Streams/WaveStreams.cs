using NAudio.Wave;

namespace AudioIO;

/// <summary>NAudio's streams as signals and arrays, and signals and arrays as NAudio's streams and sample providers.</summary>
public static class WaveStreams
{
    /// <summary>
    /// The samples of a WaveStream as a signal, read by position and by any number of threads, which take turns. Nobody else may use the stream
    /// meanwhile. The last user of the signal disposes of the stream, unless <see cref="AudioLoaderOptions.LeaveOpen"/> is set.
    /// <para>
    /// Every read is checked against the stream's position: a stream that gives something else after a seek, as NAudio's readers of MP3 do, is asked again
    /// and in the end an <see cref="IOException"/>. <see cref="NAudioFormats.Mp3"/> reads MP3 itself.
    /// </para>
    /// </summary>
    /// <param name="stream">A stream that can seek, of integers of 8 (unsigned), 16, 24, 32 or 64 bits, floats of 32 or 64, A-law or µ-law.</param>
    /// <param name="options">Whether the stream is left open; null for the defaults.</param>
    /// <returns>A signal of your own: integers scaled by 1/2^(n−1), floats untouched.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="AudioFormatException">The stream has samples of another kind; the message names them.</exception>
    public static Signal<float> ToSignal(this WaveStream stream, AudioLoaderOptions? options = null)
    {
        using PcmStreamSource source = Open(stream, options);
        return source.Signal<float>();
    }

    /// <summary>The samples of a WaveStream as an array, of which only a window is in memory.</summary>
    /// <inheritdoc cref="ToSignal"/>
    /// <param name="stream"/>
    /// <param name="options">Window, reading ahead, and whether the stream is left open; null for the defaults.</param>
    /// <returns>The array; dispose it to dispose of the stream.</returns>
    public static AudioLoader<float> ToAudioLoader(this WaveStream stream, AudioLoaderOptions? options = null)
    {
        using PcmStreamSource source = Open(stream, options);
        return new AudioLoader<float>(source, options);
    }

    /// <summary>
    /// A signal as a WaveStream, for NAudio's players, writers and converters. It seeks to any byte, has a position of its own beside other streams over
    /// the same signal, and keeps it open until the stream is disposed. <see cref="WaveStream.CurrentTime"/> is exact to the frame.
    /// </summary>
    /// <param name="signal">The signal, a derived one included; further dimensions follow each other as channels do.</param>
    /// <param name="encoding"><see cref="AudioEncoding.IeeeFloat"/> or <see cref="AudioEncoding.PcmSigned"/>.</param>
    /// <param name="bitsPerSample">
    /// 32 or 64 for floats; 16, 24 or 32 for integers: x · 2^(n−1), rounded to the nearest (halfway to the even one) and clipped.
    /// </param>
    /// <returns>A stream of your own.</returns>
    /// <exception cref="ArgumentException">
    /// The rate is no whole number of Hz, or there are too many channels for the fields of <see cref="WaveFormat"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no such samples to choose.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static WaveStream ToWaveStream(
        this Signal<float> signal, AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32)
    {
        ArgumentNullException.ThrowIfNull(signal);
        WaveFormat format = WaveFormats.Of(signal, encoding, bitsPerSample);
        return new SignalWaveStream(signal, format, signal.AsPcmStream(encoding, bitsPerSample));
    }

    /// <summary>What an array stands on as a WaveStream; the array's window is left alone.</summary>
    /// <param name="data">The array.</param>
    /// <inheritdoc cref="ToWaveStream(Signal{float}, AudioEncoding, int)"/>
    /// <param name="encoding"/><param name="bitsPerSample"/>
    public static WaveStream ToWaveStream(
        this BufferedArray<float> data, AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Signal.ToWaveStream(encoding, bitsPerSample);
    }

    /// <summary>A signal as a sample provider, for NAudio's mixers, resamplers and effects. It keeps the signal open until it is disposed.</summary>
    /// <param name="signal">The signal, a derived one included; further dimensions follow each other as channels do.</param>
    /// <returns>A provider of your own, which begins with the first frame.</returns>
    /// <exception cref="ArgumentException">
    /// The rate is no whole number of Hz, or there are too many channels for the fields of <see cref="WaveFormat"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static SignalSampleProvider ToSampleProvider(this Signal<float> signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new SignalSampleProvider(signal);
    }

    /// <summary>What an array stands on as a sample provider; the array's window is left alone.</summary>
    /// <param name="data">The array.</param>
    /// <inheritdoc cref="ToSampleProvider(Signal{float})"/>
    public static SignalSampleProvider ToSampleProvider(this BufferedArray<float> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Signal.ToSampleProvider();
    }

    private static PcmStreamSource Open(WaveStream stream, AudioLoaderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PcmFormat format = WaveFormats.Read(stream.WaveFormat);
        var bytes = new WaveStreamBytes(stream, format.Channels * (format.BitsPerSample / 8), options?.LeaveOpen == true);
        return PcmStreamSource.Open(bytes, format);
    }
}

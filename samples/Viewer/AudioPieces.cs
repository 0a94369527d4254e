using System.Buffers.Binary;

namespace AudioIO.Samples.Viewer;

/// <summary>
/// Pieces of the recording as WAV files that are made while they are read, so that a browser can play them from any place. Slow is played by a
/// header that claims a lower rate: every sample sounds, and bats are heard.
/// </summary>
internal sealed class AudioPieces(FilteredSamples filtered)
{
    /// <summary>Rates that browsers play.</summary>
    public const double LeastRate = 3000, MostRate = 768_000;

    /// <summary>Longest piece in seconds of the recording: an hour of two channels at 384 kHz stays below the 4 GiB of a WAV file.</summary>
    public const double MostSeconds = 3600;

    /// <summary>Channels that can be heard at once.</summary>
    public const int MostChannels = 2;

    /// <summary>Opens a piece.</summary>
    /// <param name="start">First frame, within the recording.</param>
    /// <param name="count">Number of frames; no more than there are and than an hour has.</param>
    /// <param name="slowness">How many times slower it is played, from 1.</param>
    /// <param name="channels">One channel, or the one at the left and the one at the right; none for all of a recording of one or two.</param>
    /// <param name="filtering">What is heard of it.</param>
    /// <returns>A stream to seek in.</returns>
    /// <exception cref="ArgumentException">There is no such filter at this rate.</exception>
    public Stream Open(long start, long count, int slowness, int[] channels, Filtering filtering)
    {
        (Signal<float> signal, IDisposable use) = filtered.Find(filtering);
        try
        {
            Signal<float> heard = channels.Length > 0 ? signal.Channels(channels) : signal;
            double rate = heard.Rate / slowness;
            int times = 1;
            while (rate * times < LeastRate) times *= 2;
            if (times > 1) heard = heard.Resample(times, 1);
            Stream samples = heard.AsPcmStream(AudioEncoding.PcmSigned, 16);
            long most = (long)(MostSeconds * signal.Rate);
            long frames = Math.Min(Math.Min(count, most), signal.Frames - start) * times;
            int frameBytes = 2 * heard.Channels;
            byte[] header = Header(heard.Channels, (uint)Math.Min(Math.Round(rate * times), MostRate), frames * frameBytes);
            return new PieceStream(header, samples, start * times * frameBytes, frames * frameBytes, use);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>The plainest header of a WAV file: RIFF, fmt of 16 bytes, data.</summary>
    private static byte[] Header(int channels, uint rate, long dataBytes)
    {
        byte[] header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(36 + dataBytes));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), rate * (uint)channels * 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), (ushort)(channels * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), (uint)dataBytes);
        return header;
    }
}

using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>A file that is being written: opened when a part is there, refreshed as more comes.</summary>
internal sealed class GrowthTarget : FuzzTarget
{
    public override string Name => "growing";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Recordings;

    protected override bool Run(byte[] input, Choices choices)
    {
        var options = Files.Options((DamagePolicy)choices.Next(2));
        var stream = new GrowingStream(input, choices.Next(input.Length + 1));
        AudioSource? source = TryOpen(stream, options);
        if (source is null) return false;
        using (source)
        {
            while (stream.Length < input.Length)
            {
                (long frames, float[] before) = Read(source, source.Frames);
                stream.Grow(1 + choices.Next(input.Length - (int)stream.Length));
                try
                {
                    source.Refresh();
                }
                catch (AudioFormatException)
                {
                    // What was there is another: said, and nothing more is to be had of it.
                    return true;
                }
                (_, float[] after) = Read(source, frames);
                // A file may turn out to be shorter by what was never sound; what is left of what was read stays as it was.
                int kept = Math.Min(before.Length, after.Length);
                for (int i = 0; i < kept; i++)
                {
                    bool same = BitConverter.SingleToInt32Bits(before[i]) == BitConverter.SingleToInt32Bits(after[i]);
                    if (!same && before[i] != 0) throw new Finding($"Grown to {stream.Length} bytes, value {i} changed from {before[i]} to {after[i]}.");
                }
            }
            Compare(source, input, options);
        }
        return true;
    }

    /// <summary>Grown up, it is what it would be when opened now.</summary>
    private static void Compare(AudioSource grown, byte[] file, AudioLoaderOptions options)
    {
        using AudioSource? whole = Files.TryOpen(file, options);
        if (whole is null || whole.Info.Encoding != grown.Info.Encoding || whole.Channels != grown.Channels) return;
        long frames = Math.Min(whole.Frames, grown.Frames);
        (_, float[] expected) = Read(whole, frames);
        (_, float[] found) = Read(grown, frames);
        int same = MemoryMarshal.Cast<float, int>(expected.AsSpan()).CommonPrefixLength(MemoryMarshal.Cast<float, int>(found.AsSpan()));
        if (same < Math.Min(expected.Length, found.Length))
        {
            throw new Finding($"Grown up to {grown.Frames} frames, value {same} is {found[same]}; " +
                $"opened now it has {whole.Frames} frames, and there {expected[same]}.");
        }
        if (grown is not (FlacSource or WaveSource) || whole.Frames != grown.Frames || whole.DamagedRanges.SequenceEqual(grown.DamagedRanges)) return;
        throw new Finding($"Grown up, {string.Join(", ", grown.DamagedRanges)} is damaged; opened now {string.Join(", ", whole.DamagedRanges)}.");
    }

    /// <summary>The first frames; what cannot be read is left out, and zero.</summary>
    private static (long Frames, float[] Values) Read(AudioSource source, long frames)
    {
        const int Piece = 64, MostFrames = 1 << 13;
        frames = Math.Min(Math.Min(frames, source.Frames), MostFrames);
        float[] values = new float[frames * source.Channels];
        for (long at = 0; at < frames; at += Piece)
        {
            Span<float> piece = values.AsSpan((int)at * source.Channels, (int)Math.Min(Piece, frames - at) * source.Channels);
            try
            {
                source.Read(at, piece);
            }
            catch (AudioFormatException fault)
            {
                piece.Clear();
                // Pieces that lie within the same damage throw as well, each after decoding a whole block for nothing.
                if (fault is { StartFrame: { } first, FrameCount: { } count } && first < at + Piece) at = Math.Max(at, ((first + count) / Piece * Piece) - Piece);
            }
        }
        return (frames, values);
    }

    private static AudioSource? TryOpen(Stream stream, AudioLoaderOptions options)
    {
        try
        {
            return Opening.Source(new StreamByteSource(stream, leaveOpen: false), options);
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }

    private sealed class GrowingStream(byte[] whole, int length) : MemoryStream(whole, writable: false)
    {
        private int _length = length;

        public override long Length => _length;

        public void Grow(int bytes) => _length += bytes;

        public override int Read(Span<byte> buffer) =>
            base.Read(buffer[..(int)Math.Clamp(_length - Position, 0, buffer.Length)]);
    }
}

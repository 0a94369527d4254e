using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// Blocks of Microsoft ADPCM (Microsoft, Multimedia Data Standards Update 3.0): a linear prediction from two samples, chosen per block
/// from a table in the header, and four bits per sample for the rest in units of an adapting delta.
/// </summary>
internal static class MsAdpcm
{
    private const int MinDelta = 16;

    // Adaptation multiplies by at most 768, so that below this the product stays within 32 bits. Any code but 0 then saturates anyway.
    private const int MaxDelta = int.MaxValue / 768;

    private static readonly short[] Adaptation = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

    /// <summary>Decodes a block, or the beginning of one.</summary>
    /// <param name="block">
    /// The bytes: predictor index (1) of each channel, delta (2) of each, second sample (2) of each, first sample (2) of each, then
    /// codes of four bits, the upper half of a byte first, alternating between the channels.
    /// </param>
    /// <param name="channels">Number of channels, 1 or 2.</param>
    /// <param name="coefficients">Two coefficients of each set, in 1/256.</param>
    /// <param name="samples">Interleaved samples; its length says how many frames are decoded, no more than the bytes hold.</param>
    /// <returns>Null, or what is wrong with the block.</returns>
    public static string? Decode(ReadOnlySpan<byte> block, int channels, ReadOnlySpan<short> coefficients, Span<short> samples)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            int set = block[channel];
            if (set >= coefficients.Length / 2) return $"predictor index: expected 0 to {(coefficients.Length / 2) - 1}, found {set}";
            ReadOnlySpan<byte> header = block.Slice(channels + (2 * channel));
            var state = new Predictor
            {
                Coefficient1 = coefficients[2 * set],
                Coefficient2 = coefficients[(2 * set) + 1],
                Delta = BinaryPrimitives.ReadInt16LittleEndian(header),
                Sample1 = BinaryPrimitives.ReadInt16LittleEndian(header[(2 * channels)..]),
                Sample2 = BinaryPrimitives.ReadInt16LittleEndian(header[(4 * channels)..]),
            };
            samples[channel] = (short)state.Sample2;
            if (samples.Length > channels) samples[channels + channel] = (short)state.Sample1;
            DecodeChannel(block[(7 * channels)..], channels, channel, ref state, samples);
        }
        return null;
    }

    private static void DecodeChannel(ReadOnlySpan<byte> codes, int channels, int channel, ref Predictor state, Span<short> samples)
    {
        // Index of a code among all of the block; it is also the index of its sample beyond the first two frames.
        for (int i = channel; i < samples.Length - (2 * channels); i += channels)
        {
            int code = (i & 1) == 0 ? codes[i >> 1] >> 4 : codes[i >> 1] & 15;
            samples[i + (2 * channels)] = state.Next(code);
        }
    }

    private struct Predictor
    {
        public int Coefficient1;
        public int Coefficient2;
        public int Delta;
        public int Sample1;
        public int Sample2;

        public short Next(int code)
        {
            // Bit budget: two products of 16 × 16 bits and |signed code · delta| ≤ 8 · 2^31 / 768 sum to below 2^32, hence 64 bits.
            long predicted = (((long)Sample1 * Coefficient1) + ((long)Sample2 * Coefficient2)) >> 8;
            int signed = code >= 8 ? code - 16 : code;
            int sample = (int)Math.Clamp(predicted + ((long)signed * Delta), short.MinValue, short.MaxValue);
            Sample2 = Sample1;
            Sample1 = sample;
            Delta = Math.Clamp((Delta * Adaptation[code]) >> 8, MinDelta, MaxDelta);
            return (short)sample;
        }
    }
}

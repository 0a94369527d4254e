using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// Blocks of IMA ADPCM in WAV (IMA Digital Audio Focus Group 1992, §6; Microsoft, Multimedia Data Standards Update 3.0): four bits per
/// sample, each the difference to the sample before in units of a step that adapts.
/// </summary>
internal static class ImaAdpcm
{
    private static readonly sbyte[] IndexChanges = [-1, -1, -1, -1, 2, 4, 6, 8, -1, -1, -1, -1, 2, 4, 6, 8];

    private static readonly short[] Steps =
    [
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143,
        157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552,
        1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487,
        12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
    ];

    /// <summary>Decodes a block, or the beginning of one.</summary>
    /// <param name="block">The bytes: a header of 4 for each channel, then 4 (8 samples) of each channel in turn.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="samples">Interleaved samples; its length says how many frames are decoded, no more than the bytes hold.</param>
    /// <returns>Null, or what is wrong with the block.</returns>
    public static string? Decode(ReadOnlySpan<byte> block, int channels, Span<short> samples)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<byte> header = block.Slice(4 * channel, 4);
            int index = header[2];
            if (index >= Steps.Length) return $"step index: expected 0 to {Steps.Length - 1}, found {index}";
            samples[channel] = BinaryPrimitives.ReadInt16LittleEndian(header);
            DecodeChannel(block, channels, channel, index, samples);
        }
        return null;
    }

    private static void DecodeChannel(ReadOnlySpan<byte> block, int channels, int channel, int index, Span<short> samples)
    {
        int frames = samples.Length / channels;
        int sample = samples[channel];
        int group = 4 * (channels + channel);
        for (int frame = 1; frame < frames; frame += 8, group += 4 * channels)
        {
            uint codes = BinaryPrimitives.ReadUInt32LittleEndian(block[group..]);
            int count = Math.Min(8, frames - frame);
            for (int i = 0; i < count; i++, codes >>= 4)
            {
                int code = (int)(codes & 15);
                int step = Steps[index];
                // The reference algorithm adds shifted steps; step · (2·code + 1) / 8 differs in the lowest bits.
                int difference = step >> 3;
                if ((code & 4) != 0) difference += step;
                if ((code & 2) != 0) difference += step >> 1;
                if ((code & 1) != 0) difference += step >> 2;
                sample = Math.Clamp((code & 8) != 0 ? sample - difference : sample + difference, short.MinValue, short.MaxValue);
                index = Math.Clamp(index + IndexChanges[code], 0, Steps.Length - 1);
                samples[((frame + i) * channels) + channel] = (short)sample;
            }
        }
    }
}

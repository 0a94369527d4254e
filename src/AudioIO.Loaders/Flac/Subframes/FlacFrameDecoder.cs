namespace AudioIO;

/// <summary>
/// Decodes FlacFrames from bytes in memory, without vectors, whatever their depth. A FlacFrame leaves nothing behind that the next one could
/// stumble over, but its samples.
/// </summary>
/// <remarks>
/// How a FlacFrame is decoded (RFC 9639 §9): <see cref="FlacBitReader"/> gives bits; <see cref="FlacSubframeReader"/> reads the predictor of
/// a channel, its warm-up and, by <see cref="FlacResidual"/> and <see cref="FlacRice"/>, its residual; <see cref="FlacPrediction"/> turns
/// them into samples in place; <see cref="FlacStereo"/> undoes the sum and difference of two channels. Then padding and CRC-16 must fit.
/// Nothing is believed before: reads behind the end give arbitrary bits, which <see cref="FlacBitReader.IsOverrun"/> tells afterwards, and
/// every sample is checked against its range.
/// </remarks>
internal sealed unsafe class FlacFrameDecoder : IFlacFrameCheck
{
    private const int FooterBytes = 2;

    /// <summary>The samples of the FlacFrame that was decoded last; meaningless after a fault.</summary>
    public FlacBlock Block { get; } = new();

    /// <inheritdoc/>
    public FlacFault Check(ReadOnlySpan<byte> bytes, in FlacFrameHeader header, FlacStreamFormat format, out int frameBytes) =>
        Decode(bytes, header, format, Block, out frameBytes);

    /// <summary>Decodes one FlacFrame into <paramref name="block"/>.</summary>
    /// <param name="bytes">Pinned bytes from the header on, followed by <see cref="FlacBitReader.Padding"/> readable ones.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="format">The stream's format, which accepts the header.</param>
    /// <param name="block">Receives the samples; meaningless after a fault.</param>
    /// <param name="frameBytes">Length of the FlacFrame in bytes, where there is no fault.</param>
    private static FlacFault Decode(
        ReadOnlySpan<byte> bytes, in FlacFrameHeader header, FlacStreamFormat format, FlacBlock block, out int frameBytes)
    {
        frameBytes = 0;
        FlacStereoMode mode = header.StereoMode;
        bool wideSide = mode != FlacStereoMode.Independent && format.BitsPerSample == 32;
        block.Reset(header.BlockSize, header.Channels, wideSide);
        fixed (byte* start = bytes)
        {
            var reader = new FlacBitReader(start + header.Length, start + bytes.Length);
            bool inRange = true;
            for (int channel = 0; channel < header.Channels; channel++)
            {
                int* samples = block.Samples + (channel * header.BlockSize);
                int bits = format.SubframeBits(mode, channel);
                FlacFault fault;
                if (bits > 32)
                {
                    fault = FlacSubframeReader.ReadWide(ref reader, header.BlockSize, samples, block.Side);
                }
                else
                {
                    fault = FlacSubframeReader.Read(ref reader, header.BlockSize, bits, samples, out FlacSubframe subframe);
                    if (fault == FlacFault.None)
                    {
                        FlacFolding.Unfold(samples, header.BlockSize);
                        inRange &= FlacPrediction.Restore(subframe, samples, header.BlockSize);
                    }
                    if (subframe.Wasted > 0)
                        for (int i = 0; i < header.BlockSize; i++) samples[i] <<= subframe.Wasted;
                }
                if (fault != FlacFault.None) return reader.IsOverrun ? FlacFault.OutOfData : fault;
            }
            FlacFault footer = ReadFooter(ref reader, bytes, header.Length, out frameBytes);
            if (footer != FlacFault.None) return footer;
            if (inRange && mode != FlacStereoMode.Independent)
            {
                int* first = block.Samples, second = first + header.BlockSize;
                inRange = wideSide
                    ? FlacStereo.RestoreWide(mode, first, second, block.Side, header.BlockSize)
                    : FlacStereo.Restore(mode, first, second, header.BlockSize, format.BitsPerSample);
            }
            return inRange ? FlacFault.None : FlacFault.SampleRange;
        }
    }

    /// <summary>RFC 9639 §9.3: zero bits to the next byte, and the CRC-16 of everything before.</summary>
    /// <param name="reader">Stands behind the last subframe.</param>
    /// <param name="bytes">The bytes from the header on.</param>
    /// <param name="headerBytes">Length of the header, which the reader has not seen.</param>
    /// <param name="frameBytes">Length of the FlacFrame.</param>
    public static FlacFault ReadFooter(ref FlacBitReader reader, ReadOnlySpan<byte> bytes, int headerBytes, out int frameBytes)
    {
        uint padding = reader.ReadPadding();
        frameBytes = headerBytes + reader.Position + FooterBytes;
        if (reader.IsOverrun || frameBytes > bytes.Length) return FlacFault.OutOfData;
        if (FlacCrc16.Compute(bytes[..frameBytes]) != 0) return FlacFault.Checksum;
        return padding == 0 ? FlacFault.None : FlacFault.Padding;
    }
}

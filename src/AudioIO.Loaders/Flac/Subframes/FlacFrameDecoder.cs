namespace AudioIO;

/// <summary>Decodes FlacFrames from bytes in memory. Every method leaves nothing behind that the next one could stumble over.</summary>
internal static unsafe class FlacFrameDecoder
{
    private const int FooterBytes = 2;

    /// <summary>Decodes one FlacFrame into <paramref name="block"/>, without vectors, whatever its depth.</summary>
    /// <param name="bytes">Pinned bytes from the header on, followed by <see cref="FlacBitReader.Padding"/> readable ones.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="format">The stream's format, which accepts the header.</param>
    /// <param name="block">Receives the samples; meaningless after a fault.</param>
    /// <param name="frameBytes">Length of the FlacFrame in bytes, where there is no fault.</param>
    public static FlacFault Decode(
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
                    inRange &= fault != FlacFault.None || FlacPrediction.Restore(subframe, samples, header.BlockSize);
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

    /// <summary>Reads one FlacFrame into the next free rows, where it stays as residual.</summary>
    /// <param name="bytes">As for <see cref="Decode"/>.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="format">The stream's format, which accepts the header.</param>
    /// <param name="lanes">Rows of the header's block size and channels, with room for a FlacFrame.</param>
    /// <param name="fits">False when the FlacFrame has to be decoded by <see cref="Decode"/>; the lanes are as before.</param>
    /// <param name="frameBytes">Length of the FlacFrame in bytes, where there is no fault.</param>
    public static FlacFault Read(
        ReadOnlySpan<byte> bytes, in FlacFrameHeader header, FlacStreamFormat format, FlacLanes lanes, out bool fits, out int frameBytes)
    {
        frameBytes = 0;
        fixed (byte* start = bytes)
        {
            var reader = new FlacBitReader(start + header.Length, start + bytes.Length);
            FlacFault fault = lanes.Append(ref reader, header, format, out fits);
            if (fault != FlacFault.None && reader.IsOverrun) fault = FlacFault.OutOfData;
            if (fault == FlacFault.None) fault = ReadFooter(ref reader, bytes, header.Length, out frameBytes);
            if (fault == FlacFault.None && fits) lanes.Commit();
            return fault;
        }
    }

    /// <summary>RFC 9639 §9.3: zero bits to the next byte, and the CRC-16 of everything before.</summary>
    private static FlacFault ReadFooter(ref FlacBitReader reader, ReadOnlySpan<byte> bytes, int headerBytes, out int frameBytes)
    {
        uint padding = reader.ReadPadding();
        frameBytes = headerBytes + reader.Position + FooterBytes;
        if (reader.IsOverrun || frameBytes > bytes.Length) return FlacFault.OutOfData;
        if (FlacCrc16.Compute(bytes[..frameBytes]) != 0) return FlacFault.Checksum;
        return padding == 0 ? FlacFault.None : FlacFault.Padding;
    }
}

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
        fixed (byte* start = bytes)
        {
            var frame = new FlacFrameCursor(start, bytes.Length, header, format, lanes, lanes.Frames);
            frame.ReadRest();
            return Finish(ref frame, bytes, header.Length, lanes, out fits, out frameBytes);
        }
    }

    /// <summary>
    /// Reads two FlacFrames in turns. The second one may turn out not to follow the first, and then was read in vain: the lanes have the
    /// first alone.
    /// </summary>
    /// <param name="bytes">As for <see cref="Decode"/>.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="secondHeader">The header of the second FlacFrame.</param>
    /// <param name="secondStart">Where it is in the bytes.</param>
    /// <param name="format">The stream's format, which accepts the headers.</param>
    /// <param name="lanes">Rows of the headers' block size and channels, with room for two FlacFrames.</param>
    /// <param name="fits">As for <see cref="Read"/>, of the first FlacFrame.</param>
    /// <param name="frameBytes">Length of the first FlacFrame in bytes, where there is no fault.</param>
    /// <param name="secondBytes">Length of the second FlacFrame in bytes; 0 where it is not in the lanes.</param>
    public static FlacFault ReadTwo(
        ReadOnlySpan<byte> bytes, in FlacFrameHeader header, in FlacFrameHeader secondHeader, int secondStart, FlacStreamFormat format,
        FlacLanes lanes, out bool fits, out int frameBytes, out int secondBytes)
    {
        secondBytes = 0;
        fixed (byte* start = bytes)
        {
            var first = new FlacFrameCursor(start, bytes.Length, header, format, lanes, lanes.Frames);
            var second = new FlacFrameCursor(start + secondStart, bytes.Length - secondStart, secondHeader, format, lanes, lanes.Frames + 1);
            FlacFrameCursor.ReadInTurns(ref first, ref second);
            FlacFault fault = Finish(ref first, bytes, header.Length, lanes, out fits, out frameBytes);
            if (fault != FlacFault.None || !fits || frameBytes != secondStart) return fault;
            // What is wrong with the second one is met again when it is read as the first of its own turn.
            bool sound = Finish(ref second, bytes[secondStart..], secondHeader.Length, lanes, out bool secondFits, out int length) == FlacFault.None;
            if (sound && secondFits) secondBytes = length;
            return fault;
        }
    }

    private static FlacFault Finish(
        ref FlacFrameCursor frame, ReadOnlySpan<byte> bytes, int headerBytes, FlacLanes lanes, out bool fits, out int frameBytes)
    {
        (fits, frameBytes) = (frame.Fits, 0);
        FlacFault fault = frame.Fault;
        if (fault != FlacFault.None && frame.Reader.IsOverrun) fault = FlacFault.OutOfData;
        if (fault == FlacFault.None) fault = ReadFooter(ref frame.Reader, bytes, headerBytes, out frameBytes);
        if (fault == FlacFault.None && fits) lanes.Commit();
        return fault;
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

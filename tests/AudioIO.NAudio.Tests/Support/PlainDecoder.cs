using NLayer;

namespace AudioIO.Tests;

/// <summary>Decodes Mp3Frames one after the other from the beginning, with NLayer alone: its own reservoir, one decoder for all. Only its table of windows is
/// put right, which the tests against ffmpeg show.</summary>
internal static class PlainDecoder
{
    /// <summary>Every sample of some Mp3Frames, interleaved.</summary>
    public static float[] Decode(params IEnumerable<byte[]> frames)
    {
        Assert.True(Mp3Header.TryParse(frames.First(), out Mp3Header stream));
        MpegFrameDecoder decoder = NLayerDecoders.Create(stream);
        var samples = new List<float>();
        float[] block = new float[2304];
        foreach (byte[] bytes in frames)
        {
            var frame = new PlainFrame(bytes);
            int count = decoder.DecodeFrame(frame, block, 0);
            Assert.Equal(frame.SampleCount * (frame.ChannelMode == MpegChannelMode.Mono ? 1 : 2), count);
            samples.AddRange(block.AsSpan(0, count));
        }
        return [.. samples];
    }

    /// <summary>Cuts a file that is nothing but Mp3Frames.</summary>
    public static IEnumerable<byte[]> Cut(byte[] file)
    {
        for (int position = 0; position < file.Length;)
        {
            int length = new PlainFrame(file[position..]).FrameLength;
            yield return file[position..(position + length)];
            position += length;
        }
    }

    private sealed class PlainFrame(byte[] bytes) : IMpegFrame
    {
        private int _position;

        public MpegVersion Version => ((bytes[1] >> 3) & 3) switch { 3 => MpegVersion.Version1, 2 => MpegVersion.Version2, _ => MpegVersion.Version25 };

        public int SampleRate => new[] { 44_100, 48_000, 32_000 }[SampleRateIndex] / (Version switch { MpegVersion.Version1 => 1, MpegVersion.Version2 => 2, _ => 4 });

        public int SampleRateIndex => (bytes[2] >> 2) & 3;

        public int FrameLength => (SampleCount / 8 * BitRate / SampleRate) + ((bytes[2] >> 1) & 1);

        public int BitRate => 1000 * (Version == MpegVersion.Version1
            ? new[] { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 }
            : [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160])[BitRateIndex];

        public MpegLayer Layer => MpegLayer.LayerIII;

        public MpegChannelMode ChannelMode => (MpegChannelMode)(bytes[3] >> 6);

        public int ChannelModeExtension => (bytes[3] >> 4) & 3;

        public int SampleCount => Version == MpegVersion.Version1 ? 1152 : 576;

        public int BitRateIndex => bytes[2] >> 4;

        public bool IsCopyrighted => false;

        public bool HasCrc => (bytes[1] & 1) == 0;

        public bool IsCorrupted => false;

        public void Reset() => _position = 8 * (HasCrc ? 6 : 4);

        public int ReadBits(int bitCount)
        {
            if (_position + bitCount > 8 * FrameLength) return -1;
            int value = 0;
            for (int i = 0; i < bitCount; i++, _position++) value = (value << 1) | ((bytes[_position / 8] >> (7 - (_position % 8))) & 1);
            return value;
        }
    }
}

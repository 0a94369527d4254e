using System.Buffers.Binary;
using System.Text;

namespace AudioIO.Tests.Export;

public class WaveHeaderTests
{
    [Theory]
    [InlineData(WaveEncoding.Pcm8, 1, null, false)]
    [InlineData(WaveEncoding.Pcm16, 1, null, false)]
    [InlineData(WaveEncoding.Pcm16, 2, null, false)]
    [InlineData(WaveEncoding.Pcm16, 2, 0x3u, false)]
    [InlineData(WaveEncoding.Pcm16, 2, 0u, false)]
    [InlineData(WaveEncoding.IeeeFloat32, 2, null, false)]
    [InlineData(WaveEncoding.IeeeFloat64, 1, null, false)]
    [InlineData(WaveEncoding.Pcm16, 2, 0x600u, true)]
    [InlineData(WaveEncoding.Pcm16, 3, null, true)]
    [InlineData(WaveEncoding.Pcm24, 1, null, true)]
    [InlineData(WaveEncoding.Pcm32, 2, null, true)]
    [InlineData(WaveEncoding.IeeeFloat32, 8, null, true)]
    public void The_extensible_format_is_written_where_it_is_due(WaveEncoding encoding, int channels, uint? mask, bool isExtensible)
    {
        byte[] file = Written.File(channels, encoding, _ => { }, new WaveWriterOptions { ChannelMask = mask });
        (int position, int length) = Written.Find(file, "fmt ")!.Value;
        Assert.Equal(isExtensible, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(position)) == 0xFFFE);
        Assert.Equal(isExtensible ? 40 : Written.IsFloat(encoding) ? 18 : 16, length);
        // Everything but PCM has a fact chunk.
        Assert.Equal(Written.IsFloat(encoding), Written.Find(file, "fact") is not null);
        using WaveSource source = Recordings.Open(file);
        Assert.Equal(isExtensible ? mask ?? WaveFormatBytes.DefaultMask(channels) : 0, source.Info.ChannelMask);
        Assert.Equal(0, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void An_odd_number_of_bytes_is_padded()
    {
        byte[] file = Written.File(1, WaveEncoding.Pcm8, writer => writer.Write(new float[3]));
        Assert.Equal(0, file.Length % 2);
        Assert.Equal((uint)file.Length - 8, BitConverter.ToUInt32(file, 4));
        Assert.Equal(3, Written.Find(file, "data")!.Value.Length);
    }

    [Fact]
    public void A_stream_that_cannot_seek_says_that_its_length_is_unknown_and_is_read_to_its_end()
    {
        using var pipe = new MemoryStream();
        using (var forward = new ForwardOnly(pipe))
        using (var writer = new WaveWriter(forward, 8000, 1, WaveEncoding.Pcm8))
        {
            writer.Write(new float[100]);
            writer.Flush();
            writer.Write(new float[33]);
        }
        byte[] file = pipe.ToArray();
        Assert.Equal(uint.MaxValue, BitConverter.ToUInt32(file, 4));
        Assert.Null(Written.Find(file, "JUNK"));
        using WaveSource source = Recordings.Open(file);
        Assert.Equal(133, source.Info.Frames);
    }

    [Fact]
    public void A_file_becomes_RF64_with_the_frame_that_32_bits_do_not_hold()
    {
        const int FrameBytes = 64; // 8 channels of 64 bits
        using var disk = new CountingFile();
        using var writer = new WaveWriter(
            disk, Written.Rate, 8, WaveEncoding.IeeeFloat64, new WaveWriterOptions { LeaveOpen = true, ChannelMask = 0xFF });
        long headerBytes = disk.Length;
        long fitting = (WaveHeader.MaxRiffBytes - (headerBytes - 8)) / FrameBytes;
        double[] many = new double[8 << 21];
        for (long done = 0; done < fitting;)
        {
            int frames = (int)Math.Min(many.Length / 8, fitting - done);
            writer.Write(many.AsSpan(0, frames * 8));
            done += frames;
        }
        writer.Flush();
        Assert.Equal("RIFF", Text(disk, 0));
        Assert.Equal("JUNK", Text(disk, 12));
        AssertOpens(fitting);

        writer.Write(many.AsSpan(0, 8));
        writer.Flush();
        Assert.Equal("RF64", Text(disk, 0));
        Assert.Equal("ds64", Text(disk, 12));
        AssertOpens(fitting + 1);
        byte[] head = disk.Head((int)headerBytes);
        Assert.Equal(uint.MaxValue, BitConverter.ToUInt32(head, 4));
        Assert.Equal(disk.Length - 8, BitConverter.ToInt64(head, 20));
        Assert.Equal((fitting + 1) * FrameBytes, BitConverter.ToInt64(head, 28));
        Assert.Equal(fitting + 1, BitConverter.ToInt64(head, 36));
        Assert.Equal(0u, BitConverter.ToUInt32(head, 44));

        for (int i = 0; i < 3; i++) writer.Write(many);
        writer.Flush();
        AssertOpens(fitting + 1 + (3L * many.Length / 8));

        void AssertOpens(long frames)
        {
            using WaveSource source = Recordings.Open(new SparseStream(disk.Head((int)headerBytes), disk.Length - headerBytes));
            Assert.Equal(frames, source.Info.Frames);
            Assert.Empty(source.Diagnostics);
        }
    }

    [Fact]
    public void Metadata_stand_before_the_audio_and_are_read_back()
    {
        var metadata = new WaveMetadata
        {
            Broadcast = new BroadcastMetadata
            {
                Description = "two öwls",
                Originator = "Recorder 7",
                OriginatorReference = "REF",
                Origination = new DateTime(2024, 6, 1, 22, 0, 1),
                TimeReference = 5_000_000_000,
                CodingHistory = "A=PCM,F=48000,W=16,M=mono\r\n",
            },
            Guano = new Dictionary<string, string>
            {
                ["Timestamp"] = "2024-06-01T22:00:01.5+02:00",
                ["PET|Gain"] = "80",
                ["Note"] = "a\nb",
            },
            IXml = "<BWFXML><PROJECT>Wölfe</PROJECT></BWFXML>",
            Info = new Dictionary<string, string> { ["INAM"] = "Nachtigall", ["ICMT"] = "am Fluß" },
            Markers = [Written.At(10, 5, "call", "two syllables"), Written.At(3, 0, "", "")],
            Chunks = [new WaveChunk { Id = "odd ", Content = new byte[] { 1, 2, 3 } }],
        };
        byte[] file = Written.File(
            1, WaveEncoding.Pcm16, writer => writer.Write(new short[20]), new WaveWriterOptions { Metadata = metadata });

        using WaveSource source = Recordings.Open(file);
        Metadata read = source.Metadata;
        Assert.Empty(source.Diagnostics);
        Assert.Equal("data", read.Chunks[^1].Id);
        Assert.Equal("two öwls", read["BEXT.Description"]);
        Assert.Equal("Recorder 7", read["BEXT.Originator"]);
        Assert.Equal("REF", read["BEXT.OriginatorReference"]);
        Assert.Equal("2024-06-01", read["BEXT.OriginationDate"]);
        Assert.Equal("22:00:01", read["BEXT.OriginationTime"]);
        Assert.Equal("5000000000", read["BEXT.TimeReference"]);
        Assert.Equal("A=PCM,F=48000,W=16,M=mono", read["BEXT.CodingHistory"]);
        Assert.Equal("80", read["GUANO.PET.Gain"]);
        Assert.Equal("a\nb", read["GUANO.Note"]);
        Assert.Equal("1.0", read["GUANO.Version"]);
        Assert.Equal("Wölfe", read["IXML.PROJECT"]);
        Assert.Equal("Nachtigall", read["Title"]);
        Assert.Equal("am Fluß", read["INFO.ICMT"]);
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 22, 0, 1, 500, TimeSpan.FromHours(2)), source.StartTime!.Instant);
        Assert.Equal([Written.At(3, 0, "", ""), Written.At(10, 5, "call", "two syllables")], source.Markers);
        Assert.Equal(new byte[] { 1, 2, 3 }, read.Chunks.Single(chunk => chunk.Id == "odd ").ReadBytes());
    }

    [Fact]
    public void Metadata_that_cannot_be_written_are_refused()
    {
        void Refuse(WaveMetadata metadata) => Assert.ThrowsAny<ArgumentException>(() =>
            new WaveWriter(new MemoryStream(), 8000, 1, WaveEncoding.Pcm16, new WaveWriterOptions { Metadata = metadata }));

        Refuse(new WaveMetadata { Info = new Dictionary<string, string> { ["TITLE"] = "x" } });
        Refuse(new WaveMetadata { Guano = new Dictionary<string, string> { ["a:b"] = "x" } });
        Refuse(new WaveMetadata { Guano = new Dictionary<string, string> { ["a\nb"] = "x" } });
        Refuse(new WaveMetadata { Markers = [Written.At(1L << 32, 0, "", "")] });
        Assert.Throws<ArgumentException>(() => new WaveChunk { Id = "data", Content = default });
        Assert.Throws<ArgumentException>(() => new WaveChunk { Id = "abc", Content = default });
        Assert.Throws<ArgumentException>(() => new BroadcastMetadata { Originator = new string('x', 33) });
    }

    private static string Text(CountingFile file, int position) => Encoding.ASCII.GetString(file.Head(position + 4), position, 4);

    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

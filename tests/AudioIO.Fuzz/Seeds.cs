using System.Text;
using System.Text.Json;
using AudioIO.Tests;
using AudioIO.Tests.Flac;
using AudioIO.Tests.Joining;
using Chunks = AudioIO.Tests.MetadataReading.Samples;

namespace AudioIO.Fuzz;

/// <summary>Small sound files to mutate: every container and codec, every kind of metadata.</summary>
internal static class Seeds
{
    public static byte[][] Waves { get; } = [.. SmallFiles.All.Values, Described("RIFF"), Described("RIFX"), DescribedWave64(), Long(), Triggered()];

    /// <summary>WAV of every coding that is refused by its name.</summary>
    public static byte[][] OtherCodings { get; } = [.. new[]
    {
        0, 2, 8, 9, 0x0A, 0x10, 0x11, 0x12, 0x14, 0x16, 0x17, 0x20, 0x22, 0x31, 0x38, 0x40, 0x42, 0x45, 0x50, 0x55, 0x61, 0x64, 0x65, 0x69, 0x70, 0x75, 0x92, 0xFF,
        0x160, 0x161, 0x162, 0x163, 0x164, 0x1610, 0x2000, 0x2001, 0x674F, 0x6750, 0x676F, 0x706D, 0xA109, 0xF1AC, 0xFFFE, 0xFFFF,
    }.Select(tag =>
    {
        const int TagOffset = 20;
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), new byte[20]);
        (file[TagOffset], file[TagOffset + 1]) = ((byte)tag, (byte)(tag >> 8));
        return file;
    })];

    public static FlacFile[] Flacs { get; } =
    [
        FlacSounds.File(1, 1, 16, Enumerable.Repeat(32, 40)),
        FlacSounds.File(2, 2, 16, Enumerable.Range(0, 30).Select(i => 16 + (i * 7 % 50)), variable: true),
        FlacSounds.File(3, 2, 24, [192, 192, 192, 192, 192, 192, 77]),
        FlacSounds.File(4, 8, 12, Enumerable.Repeat(16, 20)),
        FlacSounds.File(5, 1, 8, Enumerable.Range(0, 20).Select(i => 40 + (i * 11 % 60)), oldStyle: true),
        FlacSounds.File(6, 2, 32, Enumerable.Repeat(64, 8)),
        FlacSounds.File(7, 3, 20, [16, 16, 16, 16, 5]),
        .. Enumerable.Range(4, 4).Select(channels => FlacSounds.File(10 + channels, channels, 16, Enumerable.Repeat(24, 9))),
        DescribedFlac(),
        Silence(),
    ];

    /// <summary>The bytes of <see cref="Flacs"/>.</summary>
    public static byte[][] FlacContents { get; } = [.. Flacs.Select(file => file.ToArray())];

    /// <summary>Every file, WAV and FLAC.</summary>
    public static byte[][] Recordings { get; } = [.. Waves, .. FlacContents];

    /// <summary>Files of one rate and number of channels, and an index of them.</summary>
    public static MemoryFiles Joined { get; } = new MemoryFiles()
        .Add("a.wav", SmallFiles.All["RIFX"])
        .Add("b_20240501_200100.wav", SmallFiles.All["40 bit"])
        .Add("c.wav", SmallFiles.All["Microsoft"])
        .Add("d.wav", SmallFiles.All["A-law"]);

    public static byte[] Index { get; } = MakeIndex();

    private static byte[] Described(string id)
    {
        bool big = id == "RIFX";
        WaveBuilder builder = WaveBuilder.Riff(id).Format(WaveFormat.Pcm(16, 2, 48000)).Chunk("bext", Chunks.Bext(isBigEndian: big));
        if (!big) builder.Chunk("cue ", Chunks.Cue()).Chunk("LIST", Chunks.Adtl());
        if (!big) builder.Chunk("plst", Chunks.Playlist()).Chunk("smpl", Chunks.Sampler());
        builder.Chunk("iXML", Encoding.UTF8.GetBytes(Chunks.IXmlText)).Data(new byte[400]);
        return builder.Chunk("guan", Encoding.UTF8.GetBytes(Chunks.GuanoText)).Chunk("LIST", Chunks.Info()).ToArray();
    }

    private static byte[] DescribedWave64() => WaveBuilder.Wave64().Format(WaveFormat.Pcm(16)).Chunk("LIST", Chunks.Info())
        .Chunk("bext", Chunks.Bext()).Data(new byte[100]).ToArray();

    /// <summary>AudioMoth's: silent stretches are code words.</summary>
    private static byte[] Triggered()
    {
        const string Comment = "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0FE081F80FE081F0. Amplitude threshold was 128.\0";
        byte[] text = Encoding.ASCII.GetBytes(Comment);
        List<short> samples = [];
        foreach (int buffers in (ReadOnlySpan<int>)[5, 300, 1])
        {
            samples.AddRange(Enumerable.Range(0, 256).Select(i => (short)(100 + i)));
            samples.AddRange(Enumerable.Range(0, 256).Select(i => (short)(i >= 32 ? 0 : (buffers >> i & 1) == 1 ? 1 : -1)));
        }
        return WaveBuilder.Riff().Format(WaveFormat.Pcm(16))
            .Chunk("LIST", [.. "INFOICMT"u8, .. BitConverter.GetBytes(text.Length), .. text])
            .Data(System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(samples.ToArray()).ToArray()).ToArray();
    }

    private static byte[] Long()
    {
        byte[] audio = new byte[12_000];
        new Random(1).NextBytes(audio);
        return WaveBuilder.File(WaveFormat.Pcm(16, 2), audio);
    }

    private static FlacFile DescribedFlac()
    {
        FlacFile file = FlacSounds.File(8, 2, 16, Enumerable.Repeat(48, 10));
        file.TotalFrames = 0;
        // A seek table of one point that is wrong and one that is none.
        file.Metadata.Add((3, [.. new byte[7], 96, .. new byte[7], 9, 0, 48, .. Enumerable.Repeat((byte)0xFF, 8), .. new byte[10]]));
        file.Metadata.Add((4, Chunks.VorbisComment()));
        file.Metadata.Add((5, Chunks.CueSheetBlock()));
        file.Metadata.Add((6, Chunks.Picture()));
        file.Metadata.Add((2, Chunks.Foreign()));
        file.Metadata.Add((1, new byte[30]));
        return file;
    }

    /// <summary>The largest blocks there are, in the fewest bytes.</summary>
    private static FlacFile Silence()
    {
        var file = new FlacFile { Channels = 2, MinBlockSize = 65535, MaxBlockSize = 65535 };
        SubframeCode[] constant = [SubframeCode.Constant, SubframeCode.Constant];
        for (int i = 0; i < 3; i++) file.Add(new FlacFrameCode { Number = i, Subframes = constant }, new int[65535], new int[65535]);
        return file;
    }

    private static byte[] MakeIndex()
    {
        using ConcatenatedSource source = Joined.OpenAll();
        var document = IndexDocument.Of(source.ToIndex().Files, Environment.CurrentDirectory);
        return JsonSerializer.SerializeToUtf8Bytes(document, IndexDocument.Json.IndexDocument);
    }
}

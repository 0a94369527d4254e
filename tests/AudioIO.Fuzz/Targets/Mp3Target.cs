using System.Buffers.Binary;
using AudioIO.Tests;

namespace AudioIO.Fuzz;

/// <summary>MP3 and AIFF, the formats of the package for NAudio.</summary>
internal sealed class Mp3Target : FuzzTarget
{
    private static readonly IReadOnlyList<AudioFormat> Formats = [.. AudioLoaderOptions.Default.Formats, NAudioFormats.Mp3, NAudioFormats.Aiff];

    public override string Name => "mp3";

    public override int ThoroughShare => 4;

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        new Mp3Maker(1).Make(12), new Mp3Maker(2) { Version = 2, Mode = 1, BitRates = [6, 8] }.Make(12),
        new Mp3Maker(3) { Version = 0, Mode = 0, Saves = true }.Make(16), new Mp3Maker(4) { HasCrc = true, Mode = 1 }.Make(8),
        [.. new Mp3Maker(5).TagFrame(Mp3Maker.InfoTag("Info", 9, 576, 800)), .. new Mp3Maker(6).Make(9)], Aiff(),
    ];

    protected override bool Run(byte[] input, Choices choices) =>
        new Check(choices, options => Files.Open(input, options with { Formats = Formats }), input.Length).Run();

    /// <summary>Sixteen bits, one channel, 8 kHz: a rate of 80 bits is 2^12 · 1.953125.</summary>
    private static byte[] Aiff()
    {
        byte[] audio = new byte[200];
        new Random(3).NextBytes(audio);
        byte[] frames = new byte[4], size = new byte[4], whole = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(frames, audio.Length / 2);
        BinaryPrimitives.WriteInt32BigEndian(size, audio.Length + 8);
        BinaryPrimitives.WriteInt32BigEndian(whole, audio.Length + 46);
        return
        [
            .. "FORM"u8, .. whole, .. "AIFFCOMM"u8, 0, 0, 0, 18, 0, 1, .. frames, 0, 16, 0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0,
            .. "SSND"u8, .. size, 0, 0, 0, 0, 0, 0, 0, 0, .. audio,
        ];
    }
}

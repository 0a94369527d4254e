namespace AudioIO.Fuzz;

/// <summary>Raw samples of any coding. An input is encoding, channels, bytes of a sample, order and first byte, then the samples.</summary>
internal sealed class RawTarget : FuzzTarget
{
    private const int HeaderBytes = 5;

    private static readonly AudioEncoding[] Encodings =
        [AudioEncoding.PcmSigned, AudioEncoding.PcmUnsigned, AudioEncoding.IeeeFloat, AudioEncoding.ALaw, AudioEncoding.MuLaw];

    public override string Name => "raw";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from encoding in Enumerable.Range(0, Encodings.Length) from size in Enumerable.Range(0, 8) where encoding is 0 or 2 || size == 0
           select (byte[])[(byte)encoding, (byte)(size % 3), (byte)size, (byte)(size & 1), (byte)(3 * size), .. Enumerable.Range(0, 200).Select(i => (byte)(i * i))],
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < HeaderBytes) return false;
        AudioEncoding encoding = Encodings[input[0] % Encodings.Length];
        int bits = encoding switch
        {
            AudioEncoding.PcmSigned => 8 * (1 + (input[2] % 8)),
            AudioEncoding.IeeeFloat => 32 << (input[2] % 2),
            _ => 8,
        };
        byte[] samples = input[HeaderBytes..];
        var format = new PcmFormat(8000 + input[4], 1 + (input[1] % 24), bits, encoding)
        {
            BigEndian = input[3] % 2 == 1,
            StartPosition = Math.Min(input[4], samples.Length),
        };
        return new Check(choices, options => PcmStreamSource.Open(new MemoryStream(samples), format, options), samples.Length).Run();
    }
}

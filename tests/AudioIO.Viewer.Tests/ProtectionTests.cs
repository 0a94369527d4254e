using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace AudioIO.Viewer.Tests;

/// <summary>Who is told anything, and what of.</summary>
public sealed class ProtectionTests : ViewerTest
{
    internal static readonly string[] Answers =
    [
        "", "main.js", "style.css", "recording", "condition", "labels", "labels.csv", "labels.txt", "labels.selections.txt",
        "spectrogram?size=256&step=128&index=0", "waveform?step=1&index=0", "audio.wav?start=0&count=100",
    ];

    [Fact]
    public async Task Every_answer_needs_the_token()
    {
        Start(Tone());
        string root = $"http://127.0.0.1:{Server.Port}/";
        foreach (string answer in Answers)
        {
            Assert.Equal(HttpStatusCode.OK, await Status(answer));
            foreach (string token in (string[])["", "/", new string('0', 32) + "/", Server.Token[..31] + "/", Server.Token.ToUpperInvariant() + "/", Server.Token + "0/"])
            {
                using HttpResponseMessage refused = await Http.GetAsync(new Uri(root + token + answer));
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
                Assert.Empty(await refused.Content.ReadAsByteArrayAsync());
            }
        }
    }

    [Fact]
    public void The_token_has_128_bits_and_is_another_one_every_time()
    {
        Start(Tone());
        string first = Server.Token;
        Assert.Matches("^[0-9a-f]{32}$", first);
        using var again = new ProtectionTests();
        again.Start(again.Tone());
        Assert.NotEqual(first, again.Server.Token);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_somebody_else_leads_here_is_not_answered(string host)
    {
        Start(Tone());
        using var request = new HttpRequestMessage(HttpMethod.Get, "recording");
        request.Headers.Host = $"{host}:{Server.Port}";
        Assert.Equal(HttpStatusCode.NotFound, (await Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_somebody_else_cannot_change_labels_or_read_answers()
    {
        Start(Tone());
        using var request = new HttpRequestMessage(HttpMethod.Post, "labels") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.NotFound, (await Http.SendAsync(request)).StatusCode);
        Assert.Equal("""{"file":null,"notes":[],"labels":[]}""", (await Json("labels")).ToJsonString());
        using HttpResponseMessage answer = await Http.GetAsync(new Uri("recording", UriKind.Relative));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("wwwroot/../secret.txt")]
    [InlineData("secret.txt")]
    [InlineData("tone.wav")]
    [InlineData("/etc/passwd")]
    [InlineData("audio.wav/../secret.txt")]
    [InlineData("main.js%00.txt")]
    [InlineData("..\\secret.txt")]
    [InlineData("recording/../../secret.txt")]
    public async Task No_path_leads_to_a_file(string path)
    {
        Start(Tone());
        Here.Write("secret.txt", "secret"u8.ToArray());
        // As it stands: HttpClient would clean it up.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Server.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"GET /{Server.Token}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{Server.Port}\r\nConnection: close\r\n\r\n"));
        string answer = await new StreamReader(stream).ReadToEndAsync();
        Assert.Matches(@"\AHTTP/1\.1 (404|400) ", answer);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spectrogram?size=256&step=128&index=0&file=/etc/passwd")]
    [InlineData("audio.wav?start=0&count=10&path=/etc/passwd")]
    public async Task A_file_in_a_query_is_nothing_to_anybody(string path)
    {
        Start(Tone());
        Assert.Equal(await Bytes(path[..path.LastIndexOf('&')]), await Bytes(path));
    }

    [Theory]
    [InlineData("spectrogram")]
    [InlineData("spectrogram?size=255&step=128&index=0")]
    [InlineData("spectrogram?size=1048576&step=128&index=0")]
    [InlineData("spectrogram?size=256&step=3&index=0")]
    [InlineData("spectrogram?size=256&step=128&index=99999999999")]
    [InlineData("spectrogram?size=256&step=128&index=-1")]
    [InlineData("spectrogram?size=256&step=128&index=0&channel=2")]
    [InlineData("spectrogram?size=256&step=9223372036854775807&index=1")]
    [InlineData("spectrogram?size=256&step=128&index=0&quality=0")]
    [InlineData("waveform?step=1&index=x")]
    [InlineData("waveform?step=0&index=0")]
    [InlineData("waveform?step=1&index=0&low=1,5")]
    [InlineData("waveform?step=1&index=0&low=NaN")]
    [InlineData("waveform?step=1&index=0&low=5000")]
    [InlineData("waveform?step=1&index=0&low=2000&high=1000")]
    [InlineData("audio.wav?start=12000&count=1")]
    [InlineData("audio.wav?start=0&count=0")]
    [InlineData("audio.wav?start=0&count=1&slowness=0")]
    [InlineData("audio.wav?start=0&count=1&channel=7")]
    [InlineData("audio.wav?start=0&count=1&channel=0&channel=x")]
    [InlineData("audio.wav?start=0&count=1&channel=0&channel=1&channel=0")]
    public async Task Numbers_that_mean_nothing_are_refused_with_a_reason(string path)
    {
        Start(Tone());
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"fault\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_too_long_is_refused()
    {
        Start(Tone());
        using var content = new ByteArrayContent(new byte[(1 << 20) + 1]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "labels") { Content = content };
        request.Headers.ExpectContinue = true; // it is refused before it is sent
        using HttpResponseMessage answer = await Http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
    }
}

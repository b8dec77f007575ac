package example;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A site with the gate in a page of its own, and Spring Security's check of every post, as it is by default. */
@SpringBootApplication
@RestController
public class Site implements WebMvcConfigurer {
  @Value("${root}")
  private String root;

  public static void main(String[] args) {
    SpringApplication.run(Site.class, args);
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/www/**").addResourceLocations("file:" + root + "/www/");
    registry.addResourceHandler("/pkg/**").addResourceLocations("file:" + root + "/pkg/");
  }

  @GetMapping(value = "/page", produces = "text/html")
  public String page(CsrfToken token) {
    return """
        <!doctype html><html lang="en"><head><title>A page behind a login</title><link rel="icon" href="data:,">
        <meta name="_csrf" content="%s"><meta name="_csrf_header" content="%s">
        <script type="module" src="/www/p2p-gate.js"></script></head><body>
        <p2p-gate payer="regence" endpoint="/requests"><form method="post"><button>Send</button></form></p2p-gate>
        </body></html>""".formatted(token.getToken(), token.getHeaderName());
  }

  @PostMapping("/requests")
  public ResponseEntity<Map<String, String>> requests(@RequestBody Map<String, Object> request) {
    return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("reference", "S-" + request.get("member_id")));
  }
}
